using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Accounting.BatchClient.Tests.Billing;

/// <summary>The real program in a process of its own: for what only a process can show (kill -9, exit codes, two at once).</summary>
internal sealed class ApplicationProcess : IDisposable
{
    public const string InterruptsIgnored = "SIGINT is ignored here, as in a job that a shell runs in the background, and processes inherit that.";

    /// <summary>Whether an interrupt does nothing to the processes that are started here.</summary>
    public static bool IgnoresInterrupts { get; } = OperatingSystem.IsLinux()
        && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } line
        && (Convert.ToUInt64(line["SigIgn:".Length..].Trim(), 16) & 0b10) != 0;

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    public ApplicationProcess(params string[] arguments) : this([], arguments)
    {
    }

    /// <param name="input">What stands on its standard input, which ends behind it.</param>
    /// <param name="arguments">The command line.</param>
    public ApplicationProcess(byte[] input, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "accounting.exe" : "accounting"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
        _process.StandardInput.BaseStream.Write(input);
        _process.StandardInput.Close();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>kill -9.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for the end, or for that long. False: still running.</summary>
    public bool WaitForExit(TimeSpan time) => _process.WaitForExit(time);

    public async Task<(int Code, string Output, string Error)> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return (_process.ExitCode, await _output, await _error);
    }

    /// <summary>Runs a command that answers in JSON; fails the test with what it printed where its exit code is another one.</summary>
    public static Task<JsonNode> JsonAsync(int expectedCode, CancellationToken cancellationToken, params string[] arguments) =>
        JsonAsync([expectedCode], cancellationToken, arguments);

    public static async Task<JsonNode> JsonAsync(int[] expectedCodes, CancellationToken cancellationToken, params string[] arguments)
    {
        using var process = new ApplicationProcess(arguments);
        var (code, output, error) = await process.EndAsync(cancellationToken);
        Assert.True(
            expectedCodes.Contains(code), $"accounting {string.Join(' ', arguments)}: exit code {code}, expected {string.Join(" or ", expectedCodes)}.\n{error}\n{output}");
        return JsonNode.Parse(output)!;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
