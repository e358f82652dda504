using Accounting.Core.Ledger;
using Accounting.Storage.Ids;
using Accounting.Storage.Sqlite;
using Accounting.Storage.Tests.Support;

namespace Accounting.Storage.Tests.Ids;

public sealed class IdIndexTests
{
    public static TheoryData<int, int, int, int> Shapes => new()
    {
        { 1, 2, 2, 2 }, { 2, 2, 2, 2 }, { 3, 1, 1, 2 }, { 4, 4, 2, 3 }, { 5, 2, 8, 4 }, { 6, 64, 64, 8 }, { 7, 8, 1, 2 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void RandomBatches_RollbacksReopensAndVoids_AgreeWithADictionary(int seed, int bucketIds, int bucketsPerRange, int fanout)
    {
        var random = new Random(seed);
        using var ledger = new SqliteTestLedger();
        var database = ledger.Sqlite.WriterConnection!;
        var shape = new IdIndexShape(bucketIds, bucketsPerRange, fanout);
        var index = new IdIndex(database, shape);
        var model = new Dictionary<CallId, StoredCall>();
        for (var round = 0; round < 120; round++)
        {
            var run = NewRun(database);
            var batch = NewIds(random, model);
            var loses = random.Next(6) == 0;
            Add(database, index, batch, run, loses);
            if (!loses) foreach (var (id, facts) in batch) model[id] = new(facts, run);
            if (random.Next(10) == 0) Void(database, index, model, random.Next(1, run + 1));
            if (random.Next(8) == 0) index = new IdIndex(database, shape);
            AssertAgrees(index, model, random, $"seed {seed}, round {round}");
        }
        var (live, _) = IdScan.Count(database);
        Assert.Equal(model.Count, live.Values.Sum());
        Assert.Empty(IdScan.Problems(database));
    }

    [Fact]
    public void IdsOfOneBucket_AreAllKept()
    {
        using var ledger = new SqliteTestLedger();
        var database = ledger.Sqlite.WriterConnection!;
        var index = new IdIndex(database, new(2, 2, 2));
        for (var batch = 0; batch < 20; batch++)
            Add(database, index, Enumerable.Range(0, 10).ToDictionary(n => new CallId(7, (ulong)((batch * 10) + n)), n => (ulong)n), NewRun(database), loses: false);
        for (var n = 0; n < 200; n++) Assert.True(index.TryFind(new(7, (ulong)n), out var call) && call.Facts == (ulong)(n % 10));
        Assert.False(index.TryFind(new(7, 200), out _));
    }

    [Fact]
    public void ExtremePrefixes_AreFound()
    {
        using var ledger = new SqliteTestLedger();
        var database = ledger.Sqlite.WriterConnection!;
        var index = new IdIndex(database, new(1, 2, 2));
        CallId[] ids = [new(0, 0), new(ulong.MaxValue, ulong.MaxValue), new(ulong.MaxValue, 0), new(1UL << 63, 1), new((1UL << 63) - 1, 1)];
        for (var n = 0; n < ids.Length; n++) Add(database, index, new() { [ids[n]] = (ulong)n }, NewRun(database), loses: false);
        for (var n = 0; n < ids.Length; n++) Assert.True(index.TryFind(ids[n], out var call) && call.Facts == (ulong)n);
    }

    [Fact]
    public void ManyBatches_LeaveFewSegmentsAndTwoBytesAnId()
    {
        using var ledger = new SqliteTestLedger();
        var database = ledger.Sqlite.WriterConnection!;
        var index = new IdIndex(database, IdIndexShape.Default);
        var random = new Random(1);
        for (var batch = 0; batch < 200; batch++)
            Add(database, index, Enumerable.Range(0, 500).ToDictionary(_ => new CallId((ulong)random.NextInt64(), (ulong)random.NextInt64()), _ => 1UL), 1, loses: false);
        Assert.Equal(100_000, index.StoredIds);
        Assert.InRange(index.SegmentCount, 1, 40);
        Assert.InRange(database.Scalar("SELECT sum(length(blocks)) FROM id_filters"), 200_000, 235_000);
    }

    private static int NewRun(Database database)
    {
        database.Execute(
            """
            INSERT INTO runs (name, state, started_at, command_key, mapping_key, command, price_version, price_digest, undated_at)
            VALUES (hex(randomblob(8)), 1, 0, '', '', '', '', '', 0)
            """);
        return (int)database.LastInsertId;
    }

    private static Dictionary<CallId, ulong> NewIds(Random random, Dictionary<CallId, StoredCall> model)
    {
        var batch = new Dictionary<CallId, ulong>();
        for (var count = random.Next(1, 60); count > 0; count--)
        {
            var id = CallId.FromProviderId("t", BitConverter.GetBytes(random.Next(20_000)));
            if (!model.ContainsKey(id)) batch[id] = (ulong)random.Next();
        }
        return batch;
    }

    private static void Add(Database database, IdIndex index, Dictionary<CallId, ulong> batch, int run, bool loses)
    {
        database.Execute("BEGIN IMMEDIATE");
        index.Add(batch, run);
        database.Execute(loses ? "ROLLBACK" : "COMMIT");
        if (loses) index.Forget();
    }

    private static void Void(Database database, IdIndex index, Dictionary<CallId, StoredCall> model, int run)
    {
        database.Prepare("UPDATE runs SET state = 2 WHERE id = ?1").Bind(1, run).Run();
        index.Free(run);
        foreach (var (id, _) in model.Where(entry => entry.Value.Run == run).ToList()) model.Remove(id);
    }

    private static void AssertAgrees(IdIndex index, Dictionary<CallId, StoredCall> model, Random random, string where)
    {
        for (var probe = 0; probe < 200; probe++)
        {
            var id = CallId.FromProviderId("t", BitConverter.GetBytes(random.Next(20_000)));
            var found = index.TryFind(id, out var call);
            Assert.True(found == model.TryGetValue(id, out var expected) && (!found || call == expected), where);
        }
    }
}
