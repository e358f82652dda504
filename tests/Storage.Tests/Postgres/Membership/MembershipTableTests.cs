using Accounting.Core.Ledger;
using Accounting.Storage.Postgres;
using Accounting.Storage.Postgres.Membership;
using Accounting.TestKit;

namespace Accounting.Storage.Tests.Postgres.Membership;

public sealed class MembershipTableTests : IAsyncDisposable
{
    private const int Active = 3;
    private const int Dead = 6;
    private static readonly DateTimeOffset Noon = new DateTimeOffset(2026, 10, 1, 12, 0, 0, TimeSpan.Zero).AddMicroseconds(123_457);

    private readonly MembershipTable _table;

    public MembershipTableTests()
    {
        Assert.SkipWhen(PostgresServer.Shared is null, PostgresServer.NoServer);
        var address = PostgresAddress.Parse(PostgresServer.NewSchema()!);
        PostgresSchema.Create(address);
        _table = MembershipTable.Open(address);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAll_OfAnUnknownDeployment_IsEmptyAtVersionZero()
    {
        Assert.Equal((0L, 0), await VersionAndCount());
        await _table.InitializeAsync("a", Cancelled);
        await _table.InitializeAsync("a", Cancelled);
        Assert.Equal((0L, 0), await VersionAndCount());
    }

    [Fact]
    public async Task Insert_ComesBackWithAllItsFields()
    {
        await _table.InitializeAsync("a", Cancelled);
        var row = Silo(1) with
        {
            HostName = "host", SiloName = "silo-1", RoleName = "role", UpdateZone = 4, FaultZone = 5, ProxyPort = 30000, SuspectTimes = "x|y", IAmAliveTime = Noon.AddHours(1),
        };
        Assert.True(await _table.InsertAsync("a", row, 0, Cancelled));
        var read = await _table.ReadAllAsync("a", Cancelled);
        Assert.Equal((1L, row), (read.Version, Assert.Single(read.Silos)));
        Assert.Equal(row, Assert.Single((await _table.ReadRowAsync("a", row.Id, Cancelled)).Silos));
        var other = await _table.ReadRowAsync("a", row.Id with { Generation = 99 }, Cancelled);
        Assert.Equal((1L, 0), (other.Version, other.Silos.Count));
        Assert.Empty((await _table.ReadAllAsync("b", Cancelled)).Silos);
    }

    [Fact]
    public async Task Insert_WithAnOldVersionOrOfARowThatIsThere_ChangesNothing()
    {
        await _table.InitializeAsync("a", Cancelled);
        Assert.True(await _table.InsertAsync("a", Silo(1), 0, Cancelled));
        Assert.False(await _table.InsertAsync("a", Silo(2), 0, Cancelled));
        Assert.False(await _table.InsertAsync("a", Silo(1) with { Status = Dead }, 1, Cancelled));
        Assert.False(await _table.InsertAsync("none", Silo(1), 0, Cancelled));
        Assert.Equal((1L, 1), await VersionAndCount());
    }

    [Fact]
    public async Task Update_NeedsBothTheVersionAndTheEtag()
    {
        await _table.InitializeAsync("a", Cancelled);
        await _table.InsertAsync("a", Silo(1), 0, Cancelled);
        await _table.InsertAsync("a", Silo(2), 1, Cancelled);
        Assert.False(await _table.UpdateAsync("a", Silo(1) with { Status = Dead }, 1, Cancelled));
        Assert.False(await _table.UpdateAsync("a", Silo(1) with { Status = Dead, Etag = 1 }, 2, Cancelled));
        Assert.False(await _table.UpdateAsync("a", Silo(3), 2, Cancelled));
        Assert.Equal((2L, 2), await VersionAndCount());
        Assert.True(await _table.UpdateAsync("a", Silo(1) with { Status = Dead, SuspectTimes = "z" }, 2, Cancelled));
        var read = await _table.ReadRowAsync("a", Silo(1).Id, Cancelled);
        Assert.Equal((3L, Silo(1) with { Status = Dead, SuspectTimes = "z", Etag = 1 }), (read.Version, Assert.Single(read.Silos)));
    }

    [Fact]
    public async Task UpdateIAmAlive_MovesNeitherVersionNorEtag()
    {
        await _table.InitializeAsync("a", Cancelled);
        await _table.InsertAsync("a", Silo(1), 0, Cancelled);
        await _table.UpdateIAmAliveAsync("a", Silo(1).Id, Noon.AddMinutes(1), Cancelled);
        var read = await _table.ReadAllAsync("a", Cancelled);
        Assert.Equal((1L, Silo(1) with { IAmAliveTime = Noon.AddMinutes(1) }), (read.Version, Assert.Single(read.Silos)));
    }

    [Fact]
    public async Task CleanUpDefunct_RemovesTheLongDeadOnly()
    {
        await _table.InitializeAsync("a", Cancelled);
        await _table.InsertAsync("a", Silo(1) with { Status = Dead }, 0, Cancelled);
        await _table.InsertAsync("a", Silo(2) with { Status = Dead, IAmAliveTime = Noon.AddHours(2) }, 1, Cancelled);
        await _table.InsertAsync("a", Silo(3), 2, Cancelled);
        await _table.CleanUpDefunctAsync("a", Dead, Noon.AddHours(1), Cancelled);
        Assert.Equal([2, 3], (await _table.ReadAllAsync("a", Cancelled)).Silos.Select(silo => silo.Id.Generation).Order());
    }

    [Fact]
    public async Task DeleteAll_LeavesOtherDeployments()
    {
        foreach (var deployment in new[] { "a", "b" })
        {
            await _table.InitializeAsync(deployment, Cancelled);
            await _table.InsertAsync(deployment, Silo(1), 0, Cancelled);
        }
        await _table.DeleteAllAsync("b", Cancelled);
        Assert.Equal((1L, 1), await VersionAndCount());
        Assert.Empty((await _table.ReadAllAsync("b", Cancelled)).Silos);
    }

    [Fact]
    public async Task Insert_ByManyAtOnce_GivesEachItsOwnVersion()
    {
        const int Silos = 16;
        await _table.InitializeAsync("a", Cancelled);
        await Task.WhenAll(Enumerable.Range(1, Silos).Select(async number =>
        {
            while (!await _table.InsertAsync("a", Silo(number), (await _table.ReadAllAsync("a", Cancelled)).Version, Cancelled)) { }
        }));
        Assert.Equal(((long)Silos, Silos), await VersionAndCount());
    }

    [Fact]
    public async Task Open_WithoutTables_SaysSo()
    {
        await using var table = MembershipTable.Open(PostgresAddress.Parse(PostgresServer.NewSchema()!));
        var refusal = await Assert.ThrowsAsync<LedgerException>(() => table.ReadAllAsync("a", Cancelled));
        Assert.Equal(LedgerFault.NotFound, refusal.Fault);
    }

    [Fact]
    public async Task Open_WhereNoServerIs_IsUnavailable()
    {
        await using var table = MembershipTable.Open(PostgresAddress.Parse("postgres://nobody:secret@127.0.0.1:1/none"));
        var refusal = await Assert.ThrowsAsync<LedgerException>(() => table.ReadAllAsync("a", Cancelled));
        Assert.Equal(LedgerFault.Unavailable, refusal.Fault);
        Assert.DoesNotContain("secret", refusal.ToString(), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    private static SiloRow Silo(int number) => new()
    {
        Id = new("10.0.0.1", 11111, number), Status = Active, StartTime = Noon, IAmAliveTime = Noon,
    };

    private async Task<(long, int)> VersionAndCount()
    {
        var read = await _table.ReadAllAsync("a", Cancelled);
        return (read.Version, read.Silos.Count);
    }
}
