using System.Globalization;
using System.Net;
using Accounting.Storage.Postgres.Membership;

namespace Accounting.Silo.Membership;

/// <summary>Rows of the membership table as Orleans' entries, and back.</summary>
internal static class SiloRows
{
    // Between suspicions, and between a suspicion's silo and its time; neither occurs in an address or an instant.
    private const char Next = ';';
    private const char At = '=';

    public static SiloId ToId(SiloAddress silo) => new(silo.Endpoint.Address.ToString(), silo.Endpoint.Port, silo.Generation);

    public static SiloRow ToRow(MembershipEntry entry) => new()
    {
        Id = ToId(entry.SiloAddress),
        Status = (int)entry.Status,
        HostName = entry.HostName ?? "",
        SiloName = entry.SiloName ?? "",
        RoleName = entry.RoleName ?? "",
        UpdateZone = entry.UpdateZone,
        FaultZone = entry.FaultZone,
        ProxyPort = entry.ProxyPort,
        StartTime = ToInstant(entry.StartTime),
        IAmAliveTime = ToInstant(entry.IAmAliveTime),
        SuspectTimes = string.Join(Next, (entry.SuspectTimes ?? []).Select(suspicion =>
            $"{suspicion.Item1.ToParsableString()}{At}{ToInstant(suspicion.Item2).UtcDateTime:O}")),
    };

    public static MembershipTableData ToData(MembershipSnapshot snapshot) => new(
        snapshot.Silos.Select(row => Tuple.Create(ToEntry(row), ToEtag(row.Etag))).ToList(), new TableVersion(checked((int)snapshot.Version), ToEtag(snapshot.Version)));

    public static long VersionOf(string etag) => long.Parse(etag, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Orleans' times are UTC, whatever their kind says.</summary>
    public static DateTimeOffset ToInstant(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private static string ToEtag(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static MembershipEntry ToEntry(SiloRow row) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Parse(row.Id.Address), row.Id.Port, row.Id.Generation),
        Status = (SiloStatus)row.Status,
        HostName = row.HostName,
        SiloName = row.SiloName,
        RoleName = row.RoleName,
        UpdateZone = row.UpdateZone,
        FaultZone = row.FaultZone,
        ProxyPort = row.ProxyPort,
        StartTime = row.StartTime.UtcDateTime,
        IAmAliveTime = row.IAmAliveTime.UtcDateTime,
        SuspectTimes = [.. row.SuspectTimes.Split(Next, StringSplitOptions.RemoveEmptyEntries).Select(ToSuspicion)],
    };

    private static Tuple<SiloAddress, DateTime> ToSuspicion(string text)
    {
        var parts = text.Split(At);
        return Tuple.Create(SiloAddress.FromParsableString(parts[0]), DateTime.Parse(parts[1], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind));
    }
}
