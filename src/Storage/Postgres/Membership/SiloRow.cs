namespace Accounting.Storage.Postgres.Membership;

/// <summary>Which silo a row is of: its address, and the generation that tells a restarted silo from its predecessor.</summary>
/// <param name="Address">The IP address as text.</param>
/// <param name="Port">The port for other silos.</param>
/// <param name="Generation">Differs for each start.</param>
public readonly record struct SiloId(string Address, int Port, int Generation);

/// <summary>One silo of a deployment, as all of them see it.</summary>
public sealed record SiloRow
{
    public required SiloId Id { get; init; }
    /// <summary>A number of the caller's; opaque here.</summary>
    public required int Status { get; init; }
    public string HostName { get; init; } = "";
    public string SiloName { get; init; } = "";
    public string RoleName { get; init; } = "";
    public int UpdateZone { get; init; }
    public int FaultZone { get; init; }
    /// <summary>The port for clients; 0: it serves none.</summary>
    public int ProxyPort { get; init; }
    /// <summary>Kept to the microsecond, like all times here.</summary>
    public required DateTimeOffset StartTime { get; init; }
    public required DateTimeOffset IAmAliveTime { get; init; }
    /// <summary>Who suspects it since when, in a form of the caller's.</summary>
    public string SuspectTimes { get; init; } = "";
    /// <summary>Changes with every <see cref="MembershipTable.UpdateAsync"/>. Ignored when a row is inserted.</summary>
    public long Etag { get; init; }
}

/// <summary>The silos of a deployment at one version of its table: one consistent view.</summary>
/// <param name="Version">Grows by one with each insertion and update.</param>
/// <param name="Silos">In no order.</param>
public sealed record MembershipSnapshot(long Version, IReadOnlyList<SiloRow> Silos);
