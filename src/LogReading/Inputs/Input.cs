using Accounting.Core.Ledger;

namespace Accounting.LogReading.Inputs;

/// <summary>An input that was found.</summary>
/// <param name="Planned">How the run's plan names it.</param>
/// <param name="Path">Its full path; null: standard input.</param>
public sealed record Input(PlannedInput Planned, string? Path)
{
    /// <summary>Standard input: size and fingerprint are known only at its end (<see cref="Chunk.InputSha256"/>).</summary>
    public static Input StandardInput { get; } = new(new PlannedInput(InputDiscovery.StdinUri, -1, ""), null);

    /// <summary>A file as it is now. Its fingerprint is its size and its time of change in nanoseconds since 1970.</summary>
    /// <exception cref="IOException">It is not there.</exception>
    public static Input OfFile(string path)
    {
        var file = new FileInfo(path);
        var nanoseconds = (Int128)(file.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        var fingerprint = FormattableString.Invariant($"size={file.Length};mtime_ns={nanoseconds}");
        return new(new PlannedInput(UriOf(path), file.Length, fingerprint), path);
    }

    private static string UriOf(string path) =>
        new Uri("file://" + Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal)).AbsoluteUri;
}
