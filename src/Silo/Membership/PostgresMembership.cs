using Accounting.Silo.Configuration;
using Accounting.Storage.Postgres;
using Accounting.Storage.Postgres.Membership;

namespace Accounting.Silo.Membership;

/// <summary>
/// Orleans' view of the silos in PostgreSQL. The tables and all rules of change are <see cref="MembershipTable"/>'s; here rows and versions only change their form.
/// A version's etag is the version itself as text.
/// </summary>
internal sealed class PostgresMembership(SiloSettings settings) : IMembershipTable, IAsyncDisposable
{
    private static readonly SiloStatus[] Passing = [.. Enum.GetValues<SiloStatus>().Where(status => status != SiloStatus.Active)];

    private readonly MembershipTable _table = MembershipTable.Open(PostgresAddress.Parse(settings.Ledger.Address));
    private readonly string _deployment = settings.Cluster.ClusterId;

    public Task InitializeMembershipTable(bool tryInitTableVersion) => tryInitTableVersion ? _table.InitializeAsync(_deployment) : Task.CompletedTask;

    public Task DeleteMembershipTableEntries(string clusterId) => _table.DeleteAllAsync(clusterId);

    /// <summary>Removes what was left behind: whoever is not active and has not been heard of since.</summary>
    public async Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate)
    {
        foreach (var status in Passing) await _table.CleanUpDefunctAsync(_deployment, (int)status, beforeDate);
    }

    public async Task<MembershipTableData> ReadRow(SiloAddress key) => SiloRows.ToData(await _table.ReadRowAsync(_deployment, SiloRows.ToId(key)));

    public async Task<MembershipTableData> ReadAll() => SiloRows.ToData(await _table.ReadAllAsync(_deployment));

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) =>
        _table.InsertAsync(_deployment, SiloRows.ToRow(entry), SiloRows.VersionOf(tableVersion.VersionEtag));

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        _table.UpdateAsync(_deployment, SiloRows.ToRow(entry) with { Etag = SiloRows.VersionOf(etag) }, SiloRows.VersionOf(tableVersion.VersionEtag));

    public Task UpdateIAmAlive(MembershipEntry entry) =>
        _table.UpdateIAmAliveAsync(_deployment, SiloRows.ToId(entry.SiloAddress), SiloRows.ToInstant(entry.IAmAliveTime));

    public ValueTask DisposeAsync() => _table.DisposeAsync();
}
