using Accounting.Core.Ledger;
using Accounting.Storage.Tests.Support;

namespace Accounting.Storage.Tests.Runs;

public abstract class RunTests(LedgerKind kind) : LedgerTests(kind)
{
    private static readonly TestInput First = new("file:///a", new("1"), new("2"));
    private static readonly TestInput Second = new("file:///b", new TestCall("3"));

    [Fact]
    public void StartOrResume_NewCommand_StoresThePlanAsGiven()
    {
        using var ledger = NewLedger();
        var plan = Plans.Of("a", First, Second);
        var run = ledger.Accounting.StartOrResume(plan);
        Assert.Equal((RunState.Unfinished, ledger.Time.Now, null, null), (run.State, run.StartedAt, run.FinishedAt, run.VoidReason));
        Assert.StartsWith("r-20261001-", run.Run, StringComparison.Ordinal);
        Assert.Equal(plan.Inputs, run.Plan.Inputs);
        Assert.Equal(plan with { Inputs = [] }, run.Plan with { Inputs = [] }, Same);
        Assert.All(run.Inputs, input => Assert.True(input is { Done: false, Skipped: false } && input.Next == InputPosition.Start));
        Assert.Equivalent(run, Assert.Single(ledger.Accounting.Runs()));
    }

    [Fact]
    public void StartOrResume_UnfinishedCommand_KeepsItsPins()
    {
        using var ledger = NewLedger();
        var run = ledger.Start("a", First, Second);
        ledger.PostFrom(run.Run, run.Inputs[0], First, 1, 1);
        ledger.Reopen();
        var resumed = ledger.Accounting.StartOrResume(Plans.Of("a", First, Second) with { PriceVersion = "2", PriceDigest = "sha256:2", UndatedAt = Plans.UndatedAt.AddDays(1) });
        Assert.Equal((run.Run, "1", Plans.UndatedAt), (resumed.Run, resumed.Plan.PriceVersion, resumed.Plan.UndatedAt));
        Assert.Equal(new InputPosition(10, 2), resumed.Inputs[0].Next);
        var refusal = Assert.Throws<LedgerException>(() => ledger.Accounting.PostChunk(run.Run, Chunks.One(0, First, 1, 1), new TestPrices("2")));
        Assert.Contains("is pinned to cost map 1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StartOrResume_UnchangedInput_IsSkippedAndAChangedOneIsNot()
    {
        using var ledger = NewLedger();
        ledger.Bill("a", 10, First, Second);
        var run = ledger.Start("b", First, Second with { Fingerprint = "2" });
        Assert.Equal([true, false], run.Inputs.Select(input => input.Skipped));
        Assert.Throws<LedgerException>(() => ledger.Accounting.PostChunk(run.Run, Chunks.One(0, First, 0, 1), TestPrices.Standard));
        ledger.PostFrom(run.Run, run.Inputs[1], Second, 10);
        ledger.Accounting.Finish(run.Run);
        Assert.Equal(1, ledger.Run(run.Run).Inputs[1].Counts.Duplicate);
    }

    [Fact]
    public void StartOrResume_AfterTheRunWasSkipped_StillSkips()
    {
        using var ledger = NewLedger();
        ledger.Bill("a", 10, First);
        ledger.Bill("b", 10, First);
        Assert.True(ledger.Start("c", First).Inputs[0].Skipped);
    }

    [Fact]
    public void StartOrResume_InputDoneInAnInterruptedRun_IsSkippedByAnotherCommand()
    {
        using var ledger = NewLedger();
        var run = ledger.Start("a", First, Second);
        ledger.PostFrom(run.Run, run.Inputs[0], First, 10);
        Assert.Equal([true, false], ledger.Start("b", First, Second).Inputs.Select(input => input.Skipped));
    }

    [Fact]
    public void StartOrResume_OtherMappingVoidedRunOrNoFingerprint_IsReadAgain()
    {
        using var ledger = NewLedger();
        var run = ledger.Bill("a", 10, First);
        Assert.False(ledger.Accounting.StartOrResume(Plans.Of("b", First) with { MappingKey = "other" }).Inputs[0].Skipped);
        ledger.Accounting.VoidRun(run, "wrong");
        Assert.False(ledger.Start("c", First).Inputs[0].Skipped);
        var unknown = First with { Uri = "stdin:", Fingerprint = "" };
        ledger.Bill("d", 10, unknown);
        Assert.False(ledger.Start("e", unknown).Inputs[0].Skipped);
    }

    [Fact]
    public void Finish_WithOpenInputs_IsRefused()
    {
        using var ledger = NewLedger();
        var run = ledger.Start("a", First, Second);
        ledger.PostFrom(run.Run, run.Inputs[0], First, 10);
        Assert.Contains("1 of its inputs", Assert.Throws<LedgerException>(() => ledger.Accounting.Finish(run.Run)).Message, StringComparison.Ordinal);
        ledger.PostFrom(run.Run, run.Inputs[1], Second, 10);
        ledger.Time.Now += TimeSpan.FromMinutes(1);
        ledger.Accounting.Finish(run.Run);
        Assert.Equal((RunState.Finished, ledger.Time.Now), (ledger.Run(run.Run).State, ledger.Run(run.Run).FinishedAt));
        Assert.Throws<LedgerException>(() => ledger.Accounting.Finish(run.Run));
        Assert.NotEqual(run.Run, ledger.Start("a", First, Second).Run);
    }

    [Fact]
    public void PostChunk_ToAnUnknownRun_IsRefused()
    {
        using var ledger = NewLedger();
        var refusal = Assert.Throws<LedgerException>(() => ledger.Accounting.PostChunk("r-1", Chunks.One(0, First, 0, 1), TestPrices.Standard));
        Assert.Contains("There is no run r-1", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<LedgerException>(() => ledger.Accounting.VoidRun("r-1", "why"));
    }

    [Fact]
    public void EmptyInput_IsPostedAsOneEmptyChunk()
    {
        using var ledger = NewLedger();
        var run = ledger.Bill("a", 10, new TestInput("file:///empty"), First);
        Assert.Equal(default, ledger.Run(run).Inputs[0].Counts);
        Assert.True(ledger.Run(run).Inputs[0].Done);
    }

    [Fact]
    public void Runs_ManyInOneDay_HaveTheirOwnNamesNewestFirst()
    {
        using var ledger = NewLedger();
        var names = Enumerable.Range(0, 60).Select(n => ledger.Start($"{n}", First).Run).ToList();
        Assert.Equal(60, names.Distinct().Count());
        names.Reverse();
        Assert.Equal(names, ledger.Accounting.Runs().Select(run => run.Run));
    }

    private static bool Same(RunPlan left, RunPlan right) =>
        (left.CommandKey, left.MappingKey, left.Command, left.PriceVersion, left.PriceDigest, left.UndatedAt)
        == (right.CommandKey, right.MappingKey, right.Command, right.PriceVersion, right.PriceDigest, right.UndatedAt);
}

public sealed class Run_OnSqliteTests() : RunTests(LedgerKind.Sqlite);

public sealed class Run_OnPostgresTests() : RunTests(LedgerKind.Postgres);
