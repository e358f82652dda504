using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Storage.Tests.Support;

namespace Accounting.Storage.Tests.Postgres.Posting;

/// <summary>Whole chunks or parts in any order, once or again and again: the ledger is the one that SQLite keeps (invariants 2 and 12).</summary>
public sealed class Invariant12_PostgresTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Bill_RandomCalls_GivesTheLedgerThatSqliteKeeps(int seed)
    {
        var random = new Random(seed);
        var inputs = RandomInputs(random);
        using var sqlite = new SqliteTestLedger();
        using var chunks = new PostgresTestLedger();
        using var parts = new PostgresTestLedger();
        foreach (var ledger in new TestLedger[] { sqlite, chunks, parts }) ledger.Accounting.VoidRun(ledger.Bill("wrong", 7, inputs[0]), "wrong tenant");

        sqlite.Bill("a", 25, inputs);
        BillInGroups(chunks, inputs, random, (run, group) => chunks.Postgres.PostChunks(run, group, TestPrices.Standard));
        BillInGroups(parts, inputs, random, (run, group) => PostLikeACluster(parts, run, group, random));

        foreach (var ledger in new[] { chunks, parts })
        {
            Assert.True(sqlite.Accounting.Digest() == ledger.Accounting.Digest(), $"seed {seed}");
            Assert.Equal(Counts(sqlite), Counts(ledger));
            Assert.Equal(Quarantine(sqlite), Quarantine(ledger));
            Assert.Equal(Lines(sqlite), Lines(ledger));
            Assert.Empty(ledger.Accounting.Verify());
        }
    }

    private static void BillInGroups(PostgresTestLedger ledger, TestInput[] inputs, Random random, Action<string, ChunkPosting[]> post)
    {
        var run = ledger.Start("a", inputs);
        var all = run.Inputs.SelectMany(input => Chunks.Of(input.Ordinal, inputs[input.Ordinal], random.Next(5, 60), InputPosition.Start)).ToList();
        for (var next = 0; next < all.Count;)
        {
            var group = all.Skip(next).Take(random.Next(1, 5)).ToArray();
            post(run.Run, group);
            next += group.Length;
        }
        ledger.Accounting.Finish(run.Run);
    }

    // Some parts in transactions of their own, in any order, some twice; a client that starts anew with another grouping; at last all of them, and the progress.
    private static void PostLikeACluster(PostgresTestLedger ledger, string run, ChunkPosting[] chunks, Random random)
    {
        if (random.Next(3) == 0) ledger.Postgres.PostParts([.. ChunkGroup.Of(run, [chunks[0]]).Parts]);
        var group = ChunkGroup.Of(run, chunks);
        var parts = group.Parts.ToArray();
        random.Shuffle(parts);
        foreach (var part in parts.Where(_ => random.Next(2) == 0)) ledger.Postgres.PostParts(part);
        if (random.Next(3) == 0) ledger.Reopen();
        var outcomes = group.Resolve(ledger.Postgres.PostParts([.. group.Parts]));
        var progress = chunks.Select((chunk, index) => Groups.Progress(chunk, outcomes[index])).ToArray();
        ledger.Postgres.Advance(run, progress);
        if (random.Next(3) == 0) ledger.Postgres.Advance(run, progress);
    }

    private static string[] Lines(TestLedger ledger) =>
        [.. ledger.Accounting.Lines(new()).Select(line => $"{line.Key.Tenant} {line.Key.ResponseModel} {line.Key.Slot.Index} {line.Calls} {line.UnpricedCalls} {line.ReportedCost}")];

    private static RecordCounts[] Counts(TestLedger ledger) => [.. ledger.Accounting.Runs()[0].Inputs.Select(input => input.Counts)];

    private static (string, long, string)[] Quarantine(TestLedger ledger) =>
        [.. ledger.Accounting.Quarantine(ledger.Accounting.Runs()[0].Run).Select(item => (item.Uri, item.Record.Row, item.Record.Reason))];

    private static TestInput[] RandomInputs(Random random) =>
    [
        .. Enumerable.Range(0, 4).Select(file => new TestInput($"file:///{file}",
        [
            .. Enumerable.Range(0, random.Next(1, 150)).Select(_ => new TestCall(
                $"{random.Next(200)}", $"tenant{random.Next(4)}\0\u00e9"[..random.Next(7, 9)], random.Next(5) switch { 0 => "large", 1 => "unknown", _ => "small" },
                Input: 100 * random.Next(1, 3), Slot: random.Next(2))
            {
                Cached = random.Next(4) == 0 ? 5 : 0, IsUndated = random.Next(9) == 0,
                ReportedCost = random.Next(3) == 0 ? new(random.NextInt64() * (Int128)1_000_000) : null,
            }),
        ])),
    ];
}
