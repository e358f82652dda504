using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Ledger.Parts;

public class ChunkGroupTests
{
    private const string Run = "r-1";
    private const string Other = "r-0";

    [Fact]
    public void Invariant12_AnyGroupingAnyOrderOfPartsAndReplays_GiveTheFatesOfOneRecordAfterTheOther()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var ledger = Posted(random);
            var chunks = Chunks(random);
            var expected = OneAfterTheOther(chunks, ledger);
            var ids = new Dictionary<CallId, Stored>(ledger);
            var at = 0;
            while (at < chunks.Count)
            {
                var group = chunks.Skip(at).Take(1 + random.Next(chunks.Count)).ToArray();
                var outcomes = Post(group, ids, random);
                for (var index = 0; index < group.Length; index++) AssertSame(expected[at + index], outcomes[index], $"seed {seed}, chunk {at + index}");
                at += group.Length;
            }
        }
    }

    [Fact]
    public void Of_CopyInALaterChunk_GoesIntoNoPart()
    {
        var group = ChunkGroup.Of(Run, [Chunk(0, (1, 7, "a"), (2, 7, "a")), Chunk(100, (1, 7, "a"), (1, 8, "b"))]);
        Assert.Equal([2], group.Parts.Select(part => part.Calls.Count));
        var outcomes = group.Resolve([new()]);
        Assert.Equal(new(2, 2, 0, 0, 0, 0), outcomes[0].Counts);
        Assert.Equal(new(2, 0, 0, 1, 1, 0), outcomes[1].Counts);
        Assert.Equal([new ConflictingCall(1, Run)], outcomes[1].Conflicts);
    }

    [Fact]
    public void Of_KeysOfSeveralChunks_AreInTheirPartOnceAndQuantitiesFollowTheirCalls()
    {
        var group = ChunkGroup.Of(Run, [Chunk(0, (1, 7, "a"), (2, 7, "b")), Chunk(100, (3, 7, "b"), (4, 7, "a"))]);
        Assert.Equal(["a", "b"], group.Parts.Select(part => part.Key.Model));
        Assert.All(group.Parts, part => Assert.Single(part.Keys));
        foreach (var part in group.Parts)
            foreach (var call in part.Calls) Assert.Equal((long)call.Id.Low, part.QuantitiesOf(call)[0].Amount);
    }

    [Fact]
    public void Resolve_FirstCopyKnownWithOtherFacts_TakesItsFateFromThePostedOne()
    {
        var group = ChunkGroup.Of(Run, [Chunk(0, (1, 7, "a"), (1, 8, "a"), (1, 7, "a"))]);
        var outcome = group.Resolve([new() { Known = [new(0, 8, Other)] }])[0];
        Assert.Equal(new(3, 0, 0, 1, 2, 0), outcome.Counts);
        Assert.Equal([new ConflictingCall(0, Other), new(2, Other)], outcome.Conflicts);
    }

    // A ledger that does what IPartLedger says, part by part in any order, each part perhaps more than once.
    private static IReadOnlyList<ChunkOutcome> Post(ChunkPosting[] chunks, Dictionary<CallId, Stored> ids, Random random)
    {
        var group = ChunkGroup.Of(Run, chunks);
        var receipts = new PartReceipt[group.Parts.Count];
        foreach (var part in Enumerable.Range(0, receipts.Length).OrderBy(_ => random.Next()).ToArray())
            for (var attempt = 0; attempt <= random.Next(3); attempt++) receipts[part] = Post(group.Parts[part], ids);
        return group.Resolve(receipts);
    }

    private static PartReceipt Post(SpendPart part, Dictionary<CallId, Stored> ids)
    {
        var known = new List<KnownCall>();
        for (var index = 0; index < part.Calls.Count; index++)
        {
            var call = part.Calls[index];
            var own = new Stored(call.Facts, part.Run, call.Input, call.Offset);
            if (!ids.TryAdd(call.Id, own) && ids[call.Id] is var stored && stored with { Facts = call.Facts } != own) known.Add(new(index, stored.Facts, stored.Run));
        }
        return new() { Known = known };
    }

    // The model: record by record, the first of an id stands.
    private static List<(long Accepted, long Duplicates, List<ConflictingCall> Conflicts)> OneAfterTheOther(
        List<ChunkPosting> chunks, IReadOnlyDictionary<CallId, Stored> ledger)
    {
        var ids = ledger.ToDictionary(pair => pair.Key, pair => (pair.Value.Facts, pair.Value.Run));
        var fates = new List<(long, long, List<ConflictingCall>)>();
        foreach (var chunk in chunks)
        {
            var (accepted, duplicates, conflicts) = (0L, 0L, new List<ConflictingCall>());
            for (var index = 0; index < chunk.Calls.Count; index++)
            {
                var call = chunk.Calls[index];
                if (ids.TryAdd(call.Id, (call.Facts, Run))) accepted++;
                else if (ids[call.Id].Facts == call.Facts) duplicates++;
                else conflicts.Add(new(index, ids[call.Id].Run));
            }
            fates.Add((accepted, duplicates, conflicts));
        }
        return fates;
    }

    private static void AssertSame((long Accepted, long Duplicates, List<ConflictingCall> Conflicts) expected, ChunkOutcome outcome, string where)
    {
        Assert.True(expected.Accepted == outcome.Counts.Accepted && expected.Duplicates == outcome.Counts.Duplicate
            && expected.Conflicts.SequenceEqual(outcome.Conflicts) && outcome.Counts.Conflicting == outcome.Conflicts.Count,
            $"{where}: expected {expected.Accepted} accepted, {expected.Duplicates} duplicates, {expected.Conflicts.Count} conflicts; got {outcome.Counts}");
        Assert.True(outcome.Counts.IsConserved, where);
    }

    private static Dictionary<CallId, Stored> Posted(Random random) => Enumerable.Range(0, random.Next(8)).Select(_ => random.Next(30)).Distinct()
        .ToDictionary(id => new CallId(0, (ulong)id), _ => new Stored((ulong)random.Next(3), Other, 0, 0));

    private static List<ChunkPosting> Chunks(Random random) => [.. Enumerable.Range(0, 1 + random.Next(6)).Select(index => Chunk(
        index * 1000, [.. Enumerable.Range(0, random.Next(12)).Select(_ => (random.Next(30), random.Next(3), $"m{random.Next(4)}"))]))];

    // Each call's one quantity is its id, so that a mix-up shows.
    private static ChunkPosting Chunk(long offset, params (int Id, int Facts, string Model)[] calls)
    {
        var chunk = new ChunkPosting { Start = new(offset, 1), Next = new(offset + 1000, 1), Read = calls.Length };
        foreach (var (id, facts, model) in calls)
        {
            var key = new EntryKey { Tenant = "t", ResponseModel = model, Slot = new(1) };
            if (!chunk.Keys.Contains(key)) chunk.Keys.Add(key);
            var record = new RecordSpan(0, 1, 1, offset + chunk.Calls.Count);
            chunk.Calls.Add(new(new(0, (ulong)id), (ulong)facts, chunk.Keys.IndexOf(key), chunk.Quantities.Count, 1, null, record));
            chunk.Quantities.Add(new(Meter.InputTokens, id));
        }
        return chunk;
    }

    private sealed record Stored(ulong Facts, string Run, int Input, long Offset);
}
