using Accounting.Core.Ledger;
using Accounting.Storage.Tests.Support;

namespace Accounting.Storage.Tests.Posting;

public abstract class Invariant02_ExactlyOnceTests(LedgerKind kind) : LedgerTests(kind)
{
    [Fact]
    public void PostChunk_RepeatInTheSameChunk_IsADuplicate()
    {
        using var ledger = NewLedger();
        var run = ledger.Bill("a", 10, new TestInput("file:///a", new("1"), new("2"), new("1")));
        Assert.Equal(new RecordCounts(3, 2, 0, 1, 0, 0), ledger.Run(run).Inputs[0].Counts);
    }

    [Fact]
    public void PostChunk_RepeatInALaterRun_IsADuplicate()
    {
        using var ledger = NewLedger();
        ledger.Bill("a", 1, new TestInput("file:///a", new("1"), new("2")));
        var digest = ledger.Accounting.Digest();
        ledger.Reopen();
        var run = ledger.Bill("b", 10, new TestInput("file:///b", new("2"), new("1")));
        Assert.Equal(new RecordCounts(2, 0, 0, 2, 0, 0), ledger.Run(run).Inputs[0].Counts);
        Assert.Equal(digest, ledger.Accounting.Digest());
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1)]
    public void PostChunk_SameIdWithOtherFacts_IsQuarantinedAndThePostedOneStands(int chunkCalls)
    {
        using var ledger = NewLedger();
        var run = ledger.Bill("a", chunkCalls, new TestInput("file:///a", new("1", Output: 10), new("1", Output: 11), new("2")));
        Assert.Equal(new RecordCounts(3, 2, 0, 0, 1, 0), ledger.Run(run).Inputs[0].Counts);
        var (uri, record) = Assert.Single(ledger.Accounting.Quarantine(run));
        Assert.Equal("file:///a", uri);
        Assert.Equal((2, 10, RejectReasons.Conflicting, "rec     1\n"), (record.Row, record.Offset, record.Reason, System.Text.Encoding.ASCII.GetString(record.Raw)));
        Assert.Contains("the posted one stands", record.Message, StringComparison.Ordinal);
        Assert.Equal(20, Assert.Single(ledger.Accounting.Lines(new())).Quantities[1].Amount);
    }

    [Fact]
    public void PostChunk_SameIdOfAnotherTenant_IsAnotherCall()
    {
        using var ledger = NewLedger();
        var run = ledger.Bill("a", 10, new TestInput("file:///a", new("1", "acme"), new("1", "bolt")));
        Assert.Equal(2, ledger.Run(run).Inputs[0].Counts.Accepted);
    }

    [Fact]
    public void PostChunk_TheSameChunkTwice_IsRefused()
    {
        using var ledger = NewLedger();
        var input = new TestInput("file:///a", new("1"), new("2"));
        var run = ledger.Start("a", input).Run;
        ledger.Accounting.PostChunk(run, Chunks.One(0, input, 0, 1), TestPrices.Standard);
        var refusal = Assert.Throws<LedgerException>(() => ledger.Accounting.PostChunk(run, Chunks.One(0, input, 0, 1), TestPrices.Standard));
        Assert.Equal(LedgerFault.Refused, refusal.Fault);
        Assert.Contains("is posted up to offset 10, row 2", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<LedgerException>(() => ledger.Accounting.PostChunk(run, Chunks.One(0, input, 0, 2), TestPrices.Standard));
        ledger.Accounting.PostChunk(run, Chunks.One(0, input, 1, 1), TestPrices.Standard);
        Assert.Throws<LedgerException>(() => ledger.Accounting.PostChunk(run, Chunks.One(0, input, 1, 1), TestPrices.Standard));
        Assert.Equal(2, ledger.Run(run).Inputs[0].Counts.Accepted);
    }

    [Fact]
    public void PostChunk_OutOfPlanOrder_IsRefused()
    {
        using var ledger = NewLedger();
        var (first, second) = (new TestInput("file:///a", new TestCall("1")), new TestInput("file:///b", new TestCall("2")));
        var run = ledger.Start("a", first, second).Run;
        Assert.Throws<LedgerException>(() => ledger.Accounting.PostChunk(run, Chunks.One(1, second, 0, 1), TestPrices.Standard));
        ledger.Accounting.PostChunk(run, Chunks.One(0, first, 0, 1), TestPrices.Standard);
        ledger.Accounting.PostChunk(run, Chunks.One(1, second, 0, 1), TestPrices.Standard);
        ledger.Accounting.Finish(run);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Bill_CutAnywhereAndStoppedAnywhere_GivesTheSameLedger(int seed)
    {
        var random = new Random(seed);
        var inputs = RandomInputs(random);
        using var undisturbed = NewLedger();
        undisturbed.Bill("a", 1_000, inputs);
        using var disturbed = NewLedger();
        string run;
        while (true)
        {
            var record = disturbed.Start("a", inputs);
            run = record.Run;
            var open = record.Inputs.FirstOrDefault(input => !input.Done);
            if (open is null) break;
            disturbed.PostFrom(run, open, inputs[open.Ordinal], random.Next(1, 40), random.Next(1, 5));
            disturbed.Reopen();
        }
        disturbed.Accounting.Finish(run);
        Assert.True(undisturbed.Accounting.Digest() == disturbed.Accounting.Digest(), $"seed {seed}");
        Assert.Equal(Total(undisturbed), Total(disturbed));
        Assert.Empty(disturbed.Accounting.Verify());
    }

    private static RecordCounts Total(TestLedger ledger) => ledger.Accounting.Runs()[0].Inputs.Aggregate(default(RecordCounts), (sum, input) => sum + input.Counts);

    private static TestInput[] RandomInputs(Random random) =>
    [
        .. Enumerable.Range(0, 4).Select(file => new TestInput($"file:///{file}",
        [
            .. Enumerable.Range(0, random.Next(0, 150)).Select(_ => new TestCall(
                $"{random.Next(200)}", random.Next(3) == 0 ? "acme" : "bolt", random.Next(5) switch { 0 => "large", 1 => "unknown", _ => "small" },
                Input: 100 * random.Next(1, 3), Slot: random.Next(2)) { Cached = random.Next(4) == 0 ? 5 : 0 }),
        ])),
    ];
}

public sealed class Invariant02_ExactlyOnce_OnSqliteTests() : Invariant02_ExactlyOnceTests(LedgerKind.Sqlite);

public sealed class Invariant02_ExactlyOnce_OnPostgresTests() : Invariant02_ExactlyOnceTests(LedgerKind.Postgres);
