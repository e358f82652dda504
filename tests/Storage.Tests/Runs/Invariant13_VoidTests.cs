using Accounting.Core.Ledger;
using Accounting.Storage.Tests.Support;

namespace Accounting.Storage.Tests.Runs;

public abstract class Invariant13_VoidTests(LedgerKind kind) : LedgerTests(kind)
{
    private static readonly TestInput Mixed = new("file:///a",
        new("1"), new("2", Model: "unknown"), new("3") { Cached = 7 },
        new("4", Model: "large", Slot: 3) { Cached = 9, ReportedCost = Core.Amounts.Money.Parse("0.5") }, new("5") { IsUndated = true });

    [Fact]
    public void VoidRun_LeavesNoLineAndFreesItsIds()
    {
        using var ledger = NewLedger();
        var empty = ledger.Accounting.Digest();
        var run = ledger.Bill("a", 2, Mixed);
        var billed = ledger.Accounting.Digest();
        Assert.NotEqual(empty, billed);
        Assert.Equal(5, ledger.Accounting.VoidRun(run, "wrong tenant"));
        Assert.Equal(empty, ledger.Accounting.Digest());
        Assert.Empty(ledger.Accounting.Lines(new()));
        Assert.Equal((RunState.Voided, "wrong tenant"), (ledger.Run(run).State, ledger.Run(run).VoidReason));
        ledger.Reopen();
        var again = ledger.Bill("a", 3, Mixed);
        Assert.Equal(5, ledger.Run(again).Inputs[0].Counts.Accepted);
        Assert.Equal(billed, ledger.Accounting.Digest());
        Assert.Empty(ledger.Accounting.Verify());
    }

    [Fact]
    public void VoidRun_Twice_IsRefused()
    {
        using var ledger = NewLedger();
        var run = ledger.Bill("a", 2, Mixed);
        ledger.Accounting.VoidRun(run, "wrong tenant");
        var refusal = Assert.Throws<LedgerException>(() => ledger.Accounting.VoidRun(run, "again"));
        Assert.Contains("has been voided already", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(ledger.Accounting.Lines(new()));
    }

    [Fact]
    public void VoidRun_Unfinished_ReversesWhatWasPosted()
    {
        using var ledger = NewLedger();
        var run = ledger.Start("a", Mixed);
        ledger.PostFrom(run.Run, run.Inputs[0], Mixed, 2, 1);
        Assert.Equal(2, ledger.Accounting.VoidRun(run.Run, "stopped"));
        Assert.Empty(ledger.Accounting.Lines(new()));
        Assert.NotEqual(run.Run, ledger.Start("a", Mixed).Run);
        Assert.Throws<LedgerException>(() => ledger.Accounting.PostChunk(run.Run, Chunks.One(0, Mixed, 2, 1), TestPrices.Standard));
    }

    [Fact]
    public void VoidRun_OfTheFirstCopy_LetsTheSecondInputBeBilledAgain()
    {
        using var ledger = NewLedger();
        var copy = Mixed with { Uri = "file:///b" };
        var first = ledger.Bill("a", 2, Mixed);
        var billed = ledger.Accounting.Digest();
        ledger.Bill("b", 2, copy);
        ledger.Accounting.VoidRun(first, "wrong mapping");
        var again = ledger.Bill("b", 2, copy);
        Assert.False(ledger.Run(again).Inputs[0].Skipped);
        Assert.Equal(billed, ledger.Accounting.Digest());
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void VoidRun_WithoutAReason_IsRefused(string reason)
    {
        using var ledger = NewLedger();
        var run = ledger.Bill("a", 2, Mixed);
        Assert.Throws<LedgerException>(() => ledger.Accounting.VoidRun(run, reason));
        Assert.Equal(RunState.Finished, ledger.Run(run).State);
    }
}

public sealed class Invariant13_Void_OnSqliteTests() : Invariant13_VoidTests(LedgerKind.Sqlite);

public sealed class Invariant13_Void_OnPostgresTests() : Invariant13_VoidTests(LedgerKind.Postgres);
