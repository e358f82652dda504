using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Accounting.TestKit;

/// <summary>
/// A silo as a process of its own, on free ports, from the build beside the test program. It keeps its ports over <see cref="Restart"/>.
/// Killed with the object, if nobody stops it.
/// </summary>
public sealed class SiloProcess : IDisposable
{
    private const int LinesMax = 2_000; // A silo that fails over and over must not fill the memory of its test.
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(90); // A loaded machine takes 20 times as long as an idle one.
    private static readonly string Program = BuiltProgram.PathOf("Silo", "accounting-silo");
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly string _folder;
    private readonly string[] _settings;
    private readonly IReadOnlyDictionary<string, string>? _environment;
    private readonly ConcurrentQueue<string> _lines = new();
    private Process? _process;

    private SiloProcess(string folder, string[] settings, IReadOnlyDictionary<string, string>? environment) =>
        (_folder, _settings, _environment) = (folder, settings, environment);

    /// <summary>Where clients connect to: a silo listens there once it is ready.</summary>
    public int GatewayPort { get; } = TestPort.Free();

    public int SiloPort { get; } = TestPort.Free();

    public int HealthPort { get; } = TestPort.Free();

    /// <summary>The last lines of its log, and what it said about errors.</summary>
    public string Output => string.Join('\n', _lines);

    public bool HasExited => Running.HasExited;

    /// <summary>What the process holds of the machine's memory.</summary>
    public long MemoryBytes
    {
        get
        {
            Running.Refresh();
            return Running.WorkingSet64;
        }
    }

    /// <summary>Most of the machine's memory that the process has held since its start.</summary>
    public long PeakMemoryBytes => StatusKilobytes("VmHWM") * 1024;

    /// <summary>Starts a silo; it takes a moment until it is ready (<see cref="WaitReadyAsync"/>).</summary>
    /// <param name="folder">Its working folder.</param>
    /// <param name="settings">As <c>Ledger:Address=postgres://…</c>, without <c>Silo:</c>.</param>
    public static SiloProcess Start(string folder, params string[] settings) => Start(folder, null, settings);

    /// <summary>As <see cref="Start(string, string[])"/>, with variables of the environment beside those of the test.</summary>
    public static SiloProcess Start(string folder, IReadOnlyDictionary<string, string>? environment, params string[] settings)
    {
        var silo = new SiloProcess(folder, settings, environment);
        silo.Start();
        return silo;
    }

    /// <summary>Runs the program to its end: <c>init-db</c>, or a start that is to fail. Killed where it does not end.</summary>
    public static async Task<ProgramEnd> RunAsync(string folder, CancellationToken cancellationToken, params string[] arguments)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ends.CancelAfter(ReadyTimeout);
        return await BuiltProgram.RunAsync(Program, folder, arguments, ends.Token);
    }

    /// <summary>Waits until <c>/readyz</c> answers 200.</summary>
    /// <exception cref="InvalidOperationException">It ended, or did not become ready; with its log.</exception>
    public async Task WaitReadyAsync(CancellationToken cancellationToken)
    {
        var since = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await GetAsync("readyz", cancellationToken) != HttpStatusCode.OK)
        {
            if (HasExited) throw new InvalidOperationException($"The silo ended with {Running.ExitCode}:\n{Output}");
            if (since.Elapsed > ReadyTimeout) throw new InvalidOperationException($"The silo is not ready after {ReadyTimeout}:\n{Output}");
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>The status of <c>/healthz</c> or <c>/readyz</c>; null: nobody listens.</summary>
    public async Task<HttpStatusCode?> GetAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Http.GetAsync($"http://127.0.0.1:{HealthPort}/{path}", cancellationToken);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Asks it to stop, as a platform does (SIGTERM), and waits. Answers its exit code.</summary>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        Signal("TERM");
        await Running.WaitForExitAsync(cancellationToken);
        return Running.ExitCode;
    }

    /// <summary>Sends a signal by its name, such as STOP and CONT.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", Running.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Ends it at once, as the machine's end would (kill -9).</summary>
    public void Kill()
    {
        Running.Kill();
        Running.WaitForExit();
    }

    /// <summary>Kills it if it runs, and starts it anew on the same ports.</summary>
    public void Restart()
    {
        if (!HasExited) Kill();
        Start();
    }

    public void Dispose()
    {
        if (!HasExited) Kill();
        _process?.Dispose();
    }

    private Process Running => _process ?? throw new InvalidOperationException("The silo was not started.");

    private void Start()
    {
        _process?.Dispose();
        string[] ports = [$"Endpoints:SiloPort={SiloPort}", $"Endpoints:GatewayPort={GatewayPort}", $"Endpoints:HealthPort={HealthPort}"];
        string[] address = ["Endpoints:AdvertisedAddress=127.0.0.1"];
        _process = BuiltProgram.Start(Program, _folder, ports.Concat(address).Concat(_settings).Select(setting => $"--Silo:{setting}"), _environment);
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        _lines.Enqueue(line);
        while (_lines.Count > LinesMax) _lines.TryDequeue(out _);
    }

    private long StatusKilobytes(string field)
    {
        var line = File.ReadLines($"/proc/{Running.Id}/status").First(line => line.StartsWith(field, StringComparison.Ordinal));
        return long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
