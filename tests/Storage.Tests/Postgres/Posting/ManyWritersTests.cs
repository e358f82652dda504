using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Storage.Tests.Support;

namespace Accounting.Storage.Tests.Postgres.Posting;

/// <summary>Several writers at once on one ledger (invariants 2 and 13).</summary>
public sealed class ManyWritersTests : IDisposable
{
    private const int Calls = 300;

    private readonly PostgresTestLedger _ledger = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Bill_OverlappingCallsInOppositeOrder_EachIsPostedOnce(int seed)
    {
        var random = new Random(seed);
        var calls = Enumerable.Range(0, Calls).Select(n => new TestCall($"{n}", $"tenant{n % 7}", n % 5 == 0 ? "large" : "small", Slot: n % 3)).ToArray();
        var backwards = calls.Reverse().ToArray();
        random.Shuffle(calls);
        TestInput[] inputs = [new("file:///a", calls), new("file:///b", backwards), new("file:///c", [.. calls.Reverse()])];
        using var single = new SqliteTestLedger();
        single.Bill("a", 10, inputs[0]);

        var runs = await Task.WhenAll(inputs.Select((input, place) => Run(() =>
        {
            using var writer = _ledger.Open(LedgerAccess.ReadWrite);
            var run = writer.StartOrResume(Plans.Of(input.Uri, input)).Run;
            foreach (var chunks in Chunks.Of(0, input, 20 + place, InputPosition.Start).Chunk(1 + place))
            {
                if (place == 1) writer.Post(run, chunks);
                else writer.PostChunks(run, chunks, TestPrices.Standard);
            }
            writer.Finish(run);
            return run;
        })));

        Assert.True(single.Accounting.Digest() == _ledger.Accounting.Digest(), $"seed {seed}");
        var total = runs.Aggregate(default(RecordCounts), (sum, run) => sum + _ledger.Run(run).Inputs[0].Counts);
        Assert.Equal(new RecordCounts(3 * Calls, Calls, 0, 2 * Calls, 0, 0), total);
        Assert.Empty(_ledger.Accounting.Verify());
    }

    [Fact]
    public async Task PostParts_TheSamePartsByTwoHoldersAtOnce_AreChargedOnce()
    {
        var input = new TestInput("file:///a", [.. Enumerable.Range(0, Calls).Select(n => new TestCall($"{n}", $"tenant{n % 5}"))]);
        var run = _ledger.Start("a", input).Run;
        var chunks = Chunks.Of(0, input, 25, InputPosition.Start).ToList();
        var receipts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Run(() =>
        {
            using var writer = _ledger.Open(LedgerAccess.ReadWrite);
            return chunks.SelectMany(chunk => writer.PostParts([.. ChunkGroup.Of(run, [chunk]).Parts])).ToList();
        })));
        Assert.All(receipts.SelectMany(all => all), receipt => Assert.Empty(receipt.Known));
        Assert.Equal(Calls, _ledger.Accounting.Lines(new()).Sum(line => line.Calls));
        Assert.Equal(Calls, receipts.SelectMany(all => all).SelectMany(receipt => receipt.Added).Sum(line => line.Calls));
    }

    [Fact]
    public async Task Void_AgainstPosting_LeavesEachCallOnceOrNotAtAll()
    {
        var input = new TestInput("file:///a", [.. Enumerable.Range(0, Calls).Select(n => new TestCall($"{n}", $"tenant{n % 5}"))]);
        var voided = _ledger.Bill("a", 50, input);
        var copy = input with { Uri = "file:///b" };
        var posting = Run(() =>
        {
            using var writer = _ledger.Open(LedgerAccess.ReadWrite);
            var run = writer.StartOrResume(Plans.Of("b", copy)).Run;
            foreach (var chunk in Chunks.Of(0, copy, 10, InputPosition.Start)) writer.PostChunk(run, chunk, TestPrices.Standard);
            writer.Finish(run);
            return run;
        });
        var voiding = Run(() => _ledger.Accounting.VoidRun(voided, "wrong"));
        await Task.WhenAll(posting, voiding);
        Assert.Empty(_ledger.Accounting.Verify());
        // What was a duplicate of a call that is freed now is billed when the input is named again: it is not taken for unchanged.
        var again = _ledger.Bill("c", 50, copy);
        Assert.Equal(Calls, _ledger.Accounting.Lines(new()).Sum(line => line.Calls));
        Assert.Equal(Calls, _ledger.Accounting.Lines(new() { Run = again }).Concat(_ledger.Accounting.Lines(new() { Run = await posting })).Sum(line => line.Calls));
        Assert.Empty(_ledger.Accounting.Verify());
    }

    [Fact]
    public async Task Void_ARunThatIsPostedTo_RefusesWhatComesAfter()
    {
        var input = new TestInput("file:///a", [.. Enumerable.Range(0, Calls).Select(n => new TestCall($"{n}"))]);
        var run = _ledger.Start("a", input).Run;
        var posting = Run(() => Assert.Throws<LedgerException>(() =>
        {
            using var writer = _ledger.Open(LedgerAccess.ReadWrite);
            foreach (var chunk in Chunks.Of(0, input, 2, InputPosition.Start)) writer.PostChunk(run, chunk, TestPrices.Standard);
            writer.PostChunk(run, Chunks.One(0, input, 0, 1), TestPrices.Standard);
        }));
        await Run(() => _ledger.Accounting.VoidRun(run, "wrong"));
        await posting;
        Assert.Empty(_ledger.Accounting.Lines(new()));
        Assert.Equal(0L, _ledger.Execute("SELECT count(*) FROM call_ids"));
        Assert.Empty(_ledger.Accounting.Verify());
    }

    [Fact]
    public async Task StartOrResume_TheSameCommandByManyAtOnce_IsOneRun()
    {
        var input = new TestInput("file:///a", new TestCall("1"));
        var runs = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Run(() => _ledger.Accounting.StartOrResume(Plans.Of("a", input)).Run)));
        Assert.Single(runs.Distinct());
    }

    [Fact]
    public async Task TrySavePriceMap_ByManyAtOnce_GivesEachItsOwnVersion()
    {
        const int Writers = 8;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Run(() =>
        {
            while (true)
            {
                var newest = _ledger.Accounting.LoadNewestPriceMap();
                var next = int.Parse(newest?.Version ?? "0", System.Globalization.CultureInfo.InvariantCulture) + 1;
                if (_ledger.Accounting.LoadPriceMap($"{next}") is null
                    && TrySave(new($"{next}", $"sha256:{writer}", new ManualTime().Now, new byte[] { (byte)writer }), newest?.Version)) return true;
            }
        })));
        Assert.Equal($"{Writers}", _ledger.Accounting.LoadNewestPriceMap()!.Version);
        var writers = Enumerable.Range(1, Writers).Select(version => _ledger.Accounting.LoadPriceMap($"{version}")!.Digest);
        Assert.Equal(Writers, writers.Distinct().Count());
    }

    public void Dispose() => _ledger.Dispose();

    private bool TrySave(StoredPriceMap map, string? after)
    {
        try
        {
            return _ledger.Accounting.TrySavePriceMap(map, after);
        }
        catch (LedgerException exception) when (exception.Message.Contains("A version is never changed", StringComparison.Ordinal))
        {
            return false; // Another writer stored this version first.
        }
    }

    private static Task<T> Run<T>(Func<T> work) =>
        Task.Factory.StartNew(work, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
