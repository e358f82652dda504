using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Storage.Postgres;
using Accounting.Storage.Tests.Support;

namespace Accounting.Storage.Tests.Postgres.Posting;

/// <summary>Parts may be posted at any time, in any order, again and again: the unique ids decide (invariant 2).</summary>
public sealed class PartTests : IDisposable
{
    private static readonly TestInput Input = new("file:///a",
        new("1", "acme"), new("2", "bolt"), new("1", "acme"), new("2", "bolt", Output: 99), new("3", "acme", "unknown"), new("4", "acme") { Cached = 3 });

    private readonly PostgresTestLedger _ledger = new();

    private PostgresAccounting Ledger => _ledger.Postgres;

    [Fact]
    public void PostParts_Twice_AcceptsBothTimesAndChargesOnce()
    {
        var (run, group) = Start("a", Input);
        var first = Ledger.PostParts([.. group.Parts]);
        var lines = Ledger.Lines(new()).ToList();
        var second = Ledger.PostParts([.. group.Parts]);
        Assert.Equivalent(lines, Ledger.Lines(new()));
        Assert.All(second, receipt => Assert.Equal((0L, "0", 0), (receipt.Tokens, receipt.Amount.ToString(), receipt.Added.Count)));
        Assert.Equal(first.Select(receipt => receipt.Version), second.Select(receipt => receipt.Version));
        Assert.Equal(new RecordCounts(6, 4, 0, 1, 1, 0), group.Resolve(second)[0].Counts);
        Assert.Equivalent(group.Resolve(first), group.Resolve(second));
        Finish(run, group, second);
    }

    [Fact]
    public void PostParts_PartlyAndAfterACrashBeforeTheProgress_GoesOn()
    {
        var (run, group) = Start("a", Input);
        Ledger.PostParts(group.Parts[0]);
        _ledger.Reopen();
        Assert.Equal(InputPosition.Start, Ledger.FindRun(run)!.Inputs[0].Next);
        Assert.Empty(Ledger.Verify());
        Finish(run, group, Ledger.PostParts([.. group.Parts]));
    }

    [Fact]
    public void PostParts_TheSameRecordTwiceInOneTransaction_IsChargedOnce()
    {
        var (run, group) = Start("a", Input);
        var receipts = Ledger.PostParts([.. group.Parts, .. group.Parts]);
        Assert.All(receipts.Skip(group.Parts.Count), receipt => Assert.Empty(receipt.Known));
        Assert.Equal(4, Ledger.Lines(new()).Sum(line => line.Calls));
        Finish(run, group, [.. receipts.Take(group.Parts.Count)]);
    }

    [Fact]
    public void PostParts_OfTwoRunsWithTheSameCalls_TheFirstWins()
    {
        var (first, group) = Start("a", Input);
        var (second, copy) = Start("b", Input with { Uri = "file:///b" });
        var receipts = Ledger.PostParts([.. group.Parts, .. copy.Parts]);
        Assert.All(receipts.Take(group.Parts.Count), receipt => Assert.Empty(receipt.Known));
        Assert.Equal(4, receipts.Skip(group.Parts.Count).Sum(receipt => receipt.Known.Count));
        Assert.All(receipts.Skip(group.Parts.Count), receipt => Assert.All(receipt.Known, call => Assert.Equal(first, call.Run)));
        Assert.Equal(new RecordCounts(6, 0, 0, 5, 1, 0), copy.Resolve([.. receipts.Skip(group.Parts.Count)])[0].Counts);
        Finish(first, group, [.. receipts.Take(group.Parts.Count)]);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void PostParts_TwoRunsAddToOneSpendKey_EachMovesTheVersionByOneAndSaysWhatItAdded()
    {
        var (_, first) = Start("a", new TestInput("file:///a", new("1"), new("2") { Cached = 3 }));
        var (_, second) = Start("b", new TestInput("file:///b", new TestCall("3")));
        var receipts = Ledger.PostParts(first.Parts[0], second.Parts[0]);
        Assert.Equal([1L, 2L], receipts.Select(receipt => receipt.Version));
        var line = Assert.Single(receipts[0].Added);
        Assert.Equal((2L, 1L, "0.00012"), (line.Calls, line.UnpricedCalls, line.Amount?.ToString()));
        Assert.Equal(1, Assert.Single(receipts[1].Added).Calls);
        var sums = Ledger.ReadSums(new("acme", "small"));
        Assert.Equal((2L, 3L, "0.00024"), (sums.Version, sums.Lines.Single().Calls, sums.Lines.Single().Amount?.ToString()));
    }

    [Fact]
    public void PostParts_ToARunThatIsNotOpenOrWithOtherPrices_StoresNothing()
    {
        var (run, group) = Start("a", Input);
        var (other, copy) = Start("b", Input with { Uri = "file:///b" });
        Ledger.VoidRun(other, "wrong");
        AssertRefused("is voided", () => Ledger.PostParts([.. group.Parts, .. copy.Parts]));
        AssertRefused("There is no run r-none", () => Ledger.PostParts(new SpendPart { Key = new("a", "b"), Run = "r-none" }));
        AssertRefused("is pinned to cost map 1", () => Ledger.PostParts(group.Parts, _ => new TestPrices("2")));
        Assert.Equal(0L, _ledger.Execute("SELECT (SELECT count(*) FROM call_ids) + (SELECT count(*) FROM entries)"));
        Finish(run, group, Ledger.PostParts([.. group.Parts]));
    }

    [Fact]
    public void Advance_PastChunks_AreLeftOutAndAGapIsRefused()
    {
        var run = _ledger.Start("a", Input).Run;
        var chunks = Chunks.Of(0, Input, 2, InputPosition.Start).ToArray();
        Ledger.Post(run, chunks[0]);
        AssertRefused("goes on with input 0 (file:///a) at offset 20", () => Ledger.Post(run, chunks[2]));
        Ledger.Post(run, chunks[0], chunks[1]);
        Ledger.Post(run, chunks[0], chunks[1], chunks[2]);
        Ledger.Post(run, chunks[2]);
        Assert.Equal(new RecordCounts(6, 4, 0, 1, 1, 0), Ledger.FindRun(run)!.Inputs[0].Counts);
        Assert.Single(Ledger.Quarantine(run));
        Ledger.Finish(run);
        Assert.Empty(Ledger.Verify());
    }

    [Fact]
    public void Advance_ThatDoesNotAddUp_IsRefused()
    {
        var run = _ledger.Start("a", Input).Run;
        var chunk = Chunks.One(0, Input, 0, 6);
        var counts = new RecordCounts(6, 4, 0, 1, 1, 0);
        AssertRefused("is not conserved", () => Ledger.Advance(run, [Groups.Progress(chunk, new(counts with { Read = 7 }, []))]));
        AssertRefused("0 of them were given", () => Ledger.Advance(run, [Groups.Progress(chunk, new(counts, []))]));
        Assert.Equal(InputPosition.Start, Ledger.FindRun(run)!.Inputs[0].Next);
    }

    [Fact]
    public void FindRun_Unknown_IsNull() => Assert.Null(Ledger.FindRun("r-none"));

    public void Dispose() => _ledger.Dispose();

    private (string Run, ChunkGroup Group) Start(string command, TestInput input)
    {
        var run = _ledger.Start(command, input).Run;
        return (run, ChunkGroup.Of(run, [Chunks.One(0, input, 0, input.Calls.Length)]));
    }

    private void Finish(string run, ChunkGroup group, IReadOnlyList<PartReceipt> receipts)
    {
        Ledger.Advance(run, [Groups.Progress(Chunks.One(0, Input, 0, Input.Calls.Length), group.Resolve(receipts)[0])]);
        Ledger.Finish(run);
        using var single = new SqliteTestLedger();
        single.Bill("a", 10, Input);
        Assert.Equal(single.Accounting.Digest(), Ledger.Digest());
        Assert.Empty(Ledger.Verify());
    }

    private static void AssertRefused(string message, Action act)
    {
        var refusal = Assert.Throws<LedgerException>(act);
        Assert.Equal(LedgerFault.Refused, refusal.Fault);
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }
}
