using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.Storage.Tests.Support;

namespace Accounting.Storage.Tests.Posting;

public abstract class PostingTests(LedgerKind kind) : LedgerTests(kind)
{
    [Fact]
    public void PostChunk_AnswersAmountAndTokensOfWhatItPosted()
    {
        using var ledger = NewLedger();
        var input = new TestInput("file:///a", new("1", Input: 100, Output: 10), new("1", Input: 100, Output: 10), new("2", Model: "unknown", Input: 7, Output: 3));
        var run = ledger.Start("a", input).Run;
        var receipt = ledger.Accounting.PostChunk(run, Chunks.One(0, input, 0, 3), TestPrices.Standard);
        Assert.Equal(new RecordCounts(3, 2, 0, 1, 0, 0), receipt.Counts);
        Assert.Equal(("0.00012", 120L), (receipt.Amount.ToString(), receipt.Tokens));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Invariant05_AnUnpricedMeter_LeavesItsCallWithoutAnAmountHoweverItIsCut(int chunkCalls)
    {
        using var ledger = NewLedger();
        ledger.Bill("a", chunkCalls, new TestInput("file:///a", new("1"), new("2") { Cached = 5 }, new("3"), new("4", Model: "unknown"), new("5", Model: "large") { Cached = 5 }));
        var lines = ledger.Accounting.Lines(new()).ToDictionary(line => line.Key.ResponseModel);
        Assert.Equal(("0.00024", 1L), (lines["small"].Amount?.ToString(), lines["small"].UnpricedCalls));
        Assert.Null(lines["unknown"].Amount);
        Assert.Equal("0.001205", lines["large"].Amount?.ToString());
        Assert.Equal([new(Meter.InputTokens, 300), new(Meter.CachedInputTokens, 5), new(Meter.OutputTokens, 30)], lines["small"].Quantities);
    }

    [Fact]
    public void Invariant05_VoidingTheUnpricedPart_LeavesTheOtherPriced()
    {
        using var ledger = NewLedger();
        var unpriced = ledger.Bill("a", 1, new TestInput("file:///a", new TestCall("1") { Cached = 5 }));
        ledger.Bill("b", 1, new TestInput("file:///b", new TestCall("2")));
        Assert.Equal(1, Assert.Single(ledger.Accounting.Lines(new())).UnpricedCalls);
        ledger.Accounting.VoidRun(unpriced, "wrong");
        var line = Assert.Single(ledger.Accounting.Lines(new()));
        Assert.Equal(("0.00012", 0L), (line.Amount?.ToString(), line.UnpricedCalls));
    }

    [Fact]
    public void PostChunk_AnAmountBeyondAllBounds_IsPostedWithoutAnAmount()
    {
        using var ledger = NewLedger();
        var run = ledger.Bill("a", 9, new TestInput("file:///a", new("1", Model: "dear", Input: 1L << 53), new("2")));
        Assert.Equal(2, ledger.Run(run).Inputs[0].Counts.Accepted);
        Assert.Equal([null, "0.00012"], ledger.Accounting.Lines(new()).Select(line => line.Amount?.ToString()));
    }

    [Fact]
    public void PostChunk_QuantitiesBeyondAllBounds_AreRefusedAndNothingIsStored()
    {
        using var ledger = NewLedger();
        var input = new TestInput("file:///a", new("1", Input: long.MaxValue), new("2", Input: long.MaxValue));
        var run = ledger.Start("a", input).Run;
        var refusal = Assert.Throws<LedgerException>(() => ledger.Accounting.PostChunk(run, Chunks.One(0, input, 0, 2), TestPrices.Standard));
        Assert.Contains("does not fit", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(ledger.Accounting.Lines(new()));
    }

    [Fact]
    public void ReportedCost_IsSummedAndNullWhereNoneWasGiven()
    {
        using var ledger = NewLedger();
        ledger.Bill("a", 2, new TestInput("file:///a",
            new("1") { ReportedCost = Money.Parse("0.5") }, new("2"), new("3") { ReportedCost = Money.Parse("0.25") }, new("4", Model: "large")));
        Assert.Equal([null, "0.75"], ledger.Accounting.Lines(new()).Select(line => line.ReportedCost?.ToString()));
    }

    [Fact]
    public void PostChunk_ThatIsNotConserved_IsRefusedWhole()
    {
        using var ledger = NewLedger();
        var input = new TestInput("file:///a", new("1"), new("2"));
        var run = ledger.Start("a", input).Run;
        var posting = Chunks.One(0, input, 0, 2);
        posting.Read = 3;
        Assert.Contains("is not conserved", Assert.Throws<LedgerException>(() => ledger.Accounting.PostChunk(run, posting, TestPrices.Standard)).Message, StringComparison.Ordinal);
        Assert.Empty(ledger.Accounting.Lines(new()));
        Assert.Equal(2, ledger.Accounting.PostChunk(run, Chunks.One(0, input, 0, 2), TestPrices.Standard).Counts.Accepted);
    }

    [Fact]
    public void Invariant03_RejectedAndConflicting_AreKeptInRecordOrderWithTheirRawBytes()
    {
        using var ledger = NewLedger();
        var input = new TestInput("file:///a", new("1"), new("x"), new("1", Output: 99));
        var run = ledger.Start("a", input).Run;
        var posting = Chunks.One(0, input, 0, 3);
        posting.Calls.RemoveAt(1);
        posting.Rejected.Add(new(2, 10, RejectReasons.InvalidJson, "Not JSON: 'rec'.", "rec\0raw\xFF"u8.ToArray(), 9_000_000));
        ledger.Accounting.PostChunk(run, posting, TestPrices.Standard);
        var records = ledger.Accounting.Quarantine(run).ToList();
        Assert.Equal([(2L, RejectReasons.InvalidJson), (3L, RejectReasons.Conflicting)], records.Select(record => (record.Record.Row, record.Record.Reason)));
        Assert.Equal("rec\0raw\xFF"u8.ToArray(), records[0].Record.Raw);
        Assert.Equal(9_000_000L, records[0].Record.RawLength);
        Assert.Empty(ledger.Accounting.Quarantine("r-none"));
    }

    [Fact]
    public void KeyTexts_OfAnyContent_ComeBack()
    {
        using var ledger = NewLedger();
        string[] tenants = ["", "a\tb", "a\nb", "a\\b", "nul\0inside", "ünïcode 😀", "'; DROP TABLE entries; --", new('x', 3_000)];
        ledger.Bill("a", 3, new TestInput("file:///a", [.. tenants.Select(tenant => new TestCall("1", tenant))]));
        Assert.Equal(tenants.Order(StringComparer.Ordinal), ledger.Accounting.Lines(new()).Select(line => line.Key.Tenant).Order(StringComparer.Ordinal));
        Assert.Empty(ledger.Accounting.Verify());
    }
}

public sealed class Posting_OnSqliteTests() : PostingTests(LedgerKind.Sqlite);

public sealed class Posting_OnPostgresTests() : PostingTests(LedgerKind.Postgres);
