namespace Accounting.Silo.Configuration;

/// <summary>How silos find out that one of them is dead. Only with a ledger on a server: a silo alone has nobody to watch.</summary>
internal sealed record MembershipSettings
{
    /// <summary>How long a probe of another silo may take, and how often one is sent. Default: 5,000.</summary>
    public required TimeSpan ProbeTimeout { get; init; }

    /// <summary>How many probes in a row must fail before a silo is suspected. Default: 3.</summary>
    public required int MissedProbes { get; init; }

    /// <summary>How many silos must suspect one before it is declared dead (fewer where there are fewer). Default: 2.</summary>
    public required int DeathVotes { get; init; }

    /// <summary>How often a silo writes that it is alive. Default: 30,000.</summary>
    public required TimeSpan AliveInterval { get; init; }

    /// <summary>How often a silo reads the membership even if no other tells it to. Default: 60,000.</summary>
    public required TimeSpan RefreshInterval { get; init; }

    /// <summary>After how long the rows of dead silos are removed. Default: 86,400,000, a day.</summary>
    public required TimeSpan DefunctAfter { get; init; }

    /// <summary>How often such rows are looked for. Default: 3,600,000, an hour.</summary>
    public required TimeSpan CleanupInterval { get; init; }

    public static MembershipSettings Read(SettingsReader reader)
    {
        const int Second = 1000, Minute = 60 * Second, Hour = 60 * Minute, Day = 24 * Hour;
        return new()
        {
            ProbeTimeout = reader.Milliseconds("Membership:ProbeTimeoutMs", 5 * Second, 100, Minute),
            MissedProbes = reader.Number("Membership:MissedProbes", 3, 1, 100),
            DeathVotes = reader.Number("Membership:DeathVotes", 2, 1, 100),
            AliveInterval = reader.Milliseconds("Membership:AliveIntervalMs", 30 * Second, 100, 10 * Minute),
            RefreshInterval = reader.Milliseconds("Membership:RefreshIntervalMs", Minute, 100, 10 * Minute),
            DefunctAfter = reader.Milliseconds("Membership:DefunctAfterMs", Day, 100, 20 * Day),
            CleanupInterval = reader.Milliseconds("Membership:CleanupIntervalMs", Hour, 100, Day),
        };
    }
}
