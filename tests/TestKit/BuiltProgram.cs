using System.Diagnostics;

namespace Accounting.TestKit;

/// <summary>The programs of this repository, as they were built beside the test program.</summary>
public static class BuiltProgram
{
    /// <summary>A program's path. All are built in one configuration: artifacts/bin/PROJECT/CONFIGURATION.</summary>
    public static string PathOf(string project, string program)
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(Checkout.Root, "artifacts", "bin", project, configuration, OperatingSystem.IsWindows() ? program + ".exe" : program);
    }

    /// <summary>Starts a program with its output redirected; <paramref name="environment"/> is added to that of the test.</summary>
    public static Process Start(string path, string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(path, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{path} cannot be started.");
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Runs a program to its end. Killed where it is given up.</summary>
    public static async Task<ProgramEnd> RunAsync(string path, string folder, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Start(path, folder, arguments);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            await process.WaitForExitAsync(cancellationToken);
            return new(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}

/// <summary>What a program left when it ended.</summary>
public sealed record ProgramEnd(int Code, string Output, string Errors);
