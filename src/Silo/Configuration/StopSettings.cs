namespace Accounting.Silo.Configuration;

/// <summary>How the silo stops.</summary>
internal sealed record StopSettings
{
    /// <summary>
    /// How long postings that are under way may take to be stored, and the silo to take its leave, once it is asked to stop. Below the grace
    /// period of what stops it: Kubernetes and Docker Compose kill after 30 and 10 seconds if not told otherwise. Default: 25,000.
    /// </summary>
    public required TimeSpan Timeout { get; init; }

    public static StopSettings Read(SettingsReader reader) => new() { Timeout = reader.Milliseconds("Stop:TimeoutMs", 25_000, 100, 600_000) };
}
