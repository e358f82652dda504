using System.Net;
using Accounting.Silo.Configuration;
using Accounting.Silo.Membership;
using Accounting.Storage.Postgres;
using Accounting.TestKit;
using Microsoft.Extensions.Configuration;
using Orleans;
using Orleans.Runtime;

namespace Accounting.Silo.Tests.Membership;

/// <summary>What Orleans relies on: one version for the whole table, moved by compare and swap with every change of a row.</summary>
public sealed class PostgresMembershipTests : IAsyncLifetime
{
    private static readonly DateTime Now = new(2026, 11, 22, 10, 0, 0, 123, DateTimeKind.Utc);
    private static int s_generation;

    private PostgresMembership? _table;

    private PostgresMembership Table => _table!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PostgresServer.Shared is null, PostgresServer.NoServer);
        var address = PostgresServer.NewSchema()!;
        PostgresSchema.Create(PostgresAddress.Parse(address));
        _table = Open(address, "one");
        await _table.InitializeMembershipTable(tryInitTableVersion: true);
    }

    public async ValueTask DisposeAsync()
    {
        if (_table is not null) await _table.DisposeAsync();
    }

    [Fact]
    public async Task ReadAll_OfNothing_IsVersion0WithAnEtag()
    {
        var data = await Table.ReadAll();
        Assert.Empty(data.Members);
        Assert.Equal(0, data.Version.Version);
        Assert.NotNull(data.Version.VersionEtag);
    }

    [Fact]
    public async Task InsertRow_EachField_ComesBack()
    {
        var entry = Entry(SiloStatus.Joining);
        entry.RoleName = "role";
        (entry.UpdateZone, entry.FaultZone) = (3, 4);
        entry.SuspectTimes = [Tuple.Create(Silo(), Now.AddMilliseconds(1)), Tuple.Create(SiloAddress.New(IPAddress.IPv6Loopback, 7, 9), Now.AddSeconds(2))];
        var next = (await Table.ReadAll()).Version.Next();
        Assert.True(await Table.InsertRow(entry, next));
        foreach (var data in new[] { await Table.ReadAll(), await Table.ReadRow(entry.SiloAddress) })
        {
            var (read, etag) = Assert.Single(data.Members);
            Assert.Equal(entry.ToFullString(), read.ToFullString());
            Assert.Equal((entry.RoleName, 3, 4, entry.IAmAliveTime, entry.StartTime), (read.RoleName, read.UpdateZone, read.FaultZone, read.IAmAliveTime, read.StartTime));
            Assert.Equal(entry.SuspectTimes, read.SuspectTimes);
            Assert.NotNull(etag);
            Assert.Equal(1, data.Version.Version);
            Assert.NotEqual(next.VersionEtag, data.Version.VersionEtag);
        }
        Assert.Empty((await Table.ReadRow(Silo())).Members);
    }

    [Fact]
    public async Task InsertRow_OldVersionOrSiloThatIsThere_ChangesNothing()
    {
        var entry = Entry(SiloStatus.Joining);
        var old = (await Table.ReadAll()).Version.Next();
        Assert.True(await Table.InsertRow(entry, old));
        Assert.False(await Table.InsertRow(entry, old));
        Assert.False(await Table.InsertRow(Entry(SiloStatus.Joining), old));
        Assert.False(await Table.InsertRow(entry, (await Table.ReadAll()).Version.Next()));
        var data = await Table.ReadAll();
        Assert.Single(data.Members);
        Assert.Equal(1, data.Version.Version);
    }

    [Fact]
    public async Task UpdateRow_OnlyWithTheLatestEtagAndVersion_Changes()
    {
        for (var silos = 1; silos <= 4; silos++)
        {
            var entry = Entry(SiloStatus.Joining);
            var inserted = (await Table.ReadAll()).Version.Next();
            Assert.True(await Table.InsertRow(entry, inserted));
            var etag = (await Table.ReadAll()).TryGet(entry.SiloAddress)!.Item2;
            entry.Status = SiloStatus.Active;
            entry.AddSuspector(Silo(), Now);
            Assert.False(await Table.UpdateRow(entry, etag, inserted));
            var updated = (await Table.ReadAll()).Version.Next();
            Assert.True(await Table.UpdateRow(entry, etag, updated));
            Assert.False(await Table.UpdateRow(entry, etag, updated));
            Assert.False(await Table.UpdateRow(entry, etag, (await Table.ReadAll()).Version.Next()));
            var data = await Table.ReadAll();
            var (read, newEtag) = data.TryGet(entry.SiloAddress)!;
            Assert.Equal(entry.ToFullString(), read.ToFullString());
            Assert.False(await Table.UpdateRow(entry, newEtag, updated));
            Assert.Equal(newEtag, (await Table.ReadAll()).TryGet(entry.SiloAddress)!.Item2);
            Assert.Equal((updated.Version, silos), (data.Version.Version, data.Members.Count));
        }
    }

    [Fact]
    public async Task UpdateRow_TwentyAtOnce_EachChangesOnceAndNoneIsLost()
    {
        var entry = Entry(SiloStatus.Active);
        var first = (await Table.ReadAll()).Version.Next();
        var inserted = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Table.InsertRow(entry, first)));
        Assert.Single(inserted, won => won);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            while (true)
            {
                var data = await Table.ReadAll();
                var (row, etag) = data.TryGet(entry.SiloAddress)!;
                row.ProxyPort++;
                if (await Table.UpdateRow(row, etag, data.Version.Next())) return;
            }
        }));
        var end = await Table.ReadAll();
        Assert.Equal(21, end.Version.Version);
        Assert.Equal(entry.ProxyPort + 20, Assert.Single(end.Members).Item1.ProxyPort);
    }

    [Fact]
    public async Task UpdateIAmAlive_MovesTheTimeAlone()
    {
        var entry = Entry(SiloStatus.Active);
        Assert.True(await Table.InsertRow(entry, (await Table.ReadAll()).Version.Next()));
        var before = await Table.ReadRow(entry.SiloAddress);
        await Table.UpdateIAmAlive(new() { SiloAddress = entry.SiloAddress, IAmAliveTime = Now.AddSeconds(5) });
        var after = await Table.ReadRow(entry.SiloAddress);
        Assert.Equal(Now.AddSeconds(5), after.Members[0].Item1.IAmAliveTime);
        Assert.Equal((before.Version, before.Members[0].Item2), (after.Version, after.Members[0].Item2));
        Assert.Equal(SiloStatus.Active, after.Members[0].Item1.Status);
    }

    [Fact]
    public async Task CleanupDefunctSiloEntries_RemovesWhatIsOldAndNotActive()
    {
        var kept = new[] { Entry(SiloStatus.Dead), Entry(SiloStatus.Joining), Entry(SiloStatus.Active, days: -10), Entry(SiloStatus.Active) };
        var old = Enum.GetValues<SiloStatus>().Where(status => status != SiloStatus.Active).Select(status => Entry(status, days: -10));
        foreach (var entry in kept.Concat(old)) Assert.True(await Table.InsertRow(entry, (await Table.ReadAll()).Version.Next()));
        await Table.CleanupDefunctSiloEntries(new DateTimeOffset(Now.AddDays(-7)));
        Assert.Equal(
            kept.Select(entry => entry.SiloAddress).ToHashSet(), (await Table.ReadAll()).Members.Select(member => member.Item1.SiloAddress).ToHashSet());
    }

    [Fact]
    public async Task DeleteMembershipTableEntries_OfOneCluster_LeavesAnother()
    {
        Assert.True(await Table.InsertRow(Entry(SiloStatus.Active), (await Table.ReadAll()).Version.Next()));
        await Table.DeleteMembershipTableEntries("another");
        Assert.Single((await Table.ReadAll()).Members);
        await Table.DeleteMembershipTableEntries("one");
        Assert.Empty((await Table.ReadAll()).Members);
        await Table.InitializeMembershipTable(tryInitTableVersion: true);
        Assert.True(await Table.InsertRow(Entry(SiloStatus.Active), (await Table.ReadAll()).Version.Next()));
    }

    private static PostgresMembership Open(string address, string cluster) => new(SiloSettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection([new("Silo:Ledger:Address", address), new("Silo:Cluster:ClusterId", cluster)]).Build()));

    private static SiloAddress Silo() => SiloAddress.New(IPAddress.Loopback, 12345, Interlocked.Increment(ref s_generation));

    private static MembershipEntry Entry(SiloStatus status, int days = 0) => new()
    {
        SiloAddress = Silo(),
        HostName = "host",
        SiloName = "silo",
        Status = status,
        ProxyPort = 30000,
        StartTime = Now.AddDays(days),
        IAmAliveTime = Now.AddDays(days),
    };
}
