using Accounting.Core.Ledger;
using Accounting.Grains.Interfaces.Calls;
using Accounting.Grains.Interfaces.Runs;
using Accounting.Grains.Tests.Support;

namespace Accounting.Grains.Tests.Runs;

[Collection(SharedCluster.Name)]
public class RunGrainTests(TestCluster cluster)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_Repeated_AnswersTheSameAndAddsNothing()
    {
        var (log, grain, run) = await Started();
        var request = Request(run, log.Chunks(2).Take(2));
        var first = await grain.Post(request, Token);
        var lines = LedgerText.Of(cluster.Ledger.Lines(new() { Tenants = log.Tenants }));
        var again = await grain.Post(request, Token);
        Assert.Equal((PostOutcome.Posted, PostOutcome.Posted), (first.Outcome, again.Outcome));
        Assert.Equal(first.Receipts, again.Receipts);
        Assert.Equal(4, again.Receipts.Sum(receipt => receipt.Counts.Accepted));
        Assert.Equal(0.00048m, decimal.Parse(first.Receipts[0].Amount.ToString(), System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(lines, LedgerText.Of(cluster.Ledger.Lines(new() { Tenants = log.Tenants })));
    }

    [Fact]
    public async Task Post_PastAndNextTogether_PostsTheNextOnly()
    {
        var (log, grain, run) = await Started();
        var chunks = log.Chunks(2).ToArray();
        await grain.Post(Request(run, chunks.Take(1)), Token);
        var answer = await grain.Post(Request(run, chunks.Take(3)), Token);
        Assert.Equal([2, 2, 2], answer.Receipts.Select(receipt => receipt.Counts.Accepted));
        Assert.Equal(6, cluster.Ledger.FindRun(run)!.Inputs[0].Counts.Accepted);
    }

    [Fact]
    public async Task Post_ChunkFurtherOn_IsToldWhereTheRunStandsAndPostsNothing()
    {
        var (log, grain, run) = await Started();
        var answer = await grain.Post(Request(run, log.Chunks(2).Skip(2)), Token);
        Assert.Equal((PostOutcome.Elsewhere, 0, InputPosition.Start), (answer.Outcome, answer.Input, answer.Next));
        Assert.Empty(cluster.Ledger.Lines(new() { Tenants = log.Tenants }));
    }

    [Fact]
    public async Task Post_AfterAnotherWriterMovedTheRunOn_GoesOnFromThere()
    {
        var (log, grain, run) = await Started();
        var chunks = log.Chunks(2).ToArray();
        var group = Core.Ledger.Parts.ChunkGroup.Of(run, chunks[..1]);
        cluster.Ledger.PostParts(group.Parts, TestPrices.For);
        cluster.Ledger.Advance(run, [new() { Input = 0, Start = chunks[0].Start, Next = chunks[0].Next, Counts = new(2, 2, 0, 0, 0, 0) }]);
        var answer = await grain.Post(Request(run, chunks[1..2]), Token);
        Assert.Equal(PostOutcome.Posted, answer.Outcome);
        Assert.Equal(4, cluster.Ledger.FindRun(run)!.Inputs[0].Counts.Accepted);
    }

    [Fact]
    public async Task Post_PartsStoredButNotTheProgress_AreAcceptedOnceOnTheRepeat()
    {
        var (log, grain, run) = await Started();
        var chunk = log.Chunks(4).First();
        cluster.Ledger.PostParts(Core.Ledger.Parts.ChunkGroup.Of(run, [chunk]).Parts, TestPrices.For);
        var answer = await grain.Post(Request(run, [chunk]), Token);
        Assert.Equal(new(4, 4, 0, 0, 0, 0), Assert.Single(answer.Receipts).Counts);
        Assert.Equal(4, cluster.Ledger.Lines(new() { Tenants = log.Tenants }).Sum(line => line.Calls));
    }

    [Fact]
    public async Task Post_Conflict_AsksForTheBytesOfItsChunkOnlyAndThenQuarantinesTheRawRecord()
    {
        var tenant = cluster.NewName("conflict");
        var log = new TestLog(tenant, [new TestCall(tenant, "a"), new TestCall(tenant, "b"), new TestCall(tenant, "a", Input: 7)]);
        var grain = cluster.Grains.GetGrain<IRunGrain>(log.Command);
        var run = (await grain.StartOrResume(log.Plan, Token)).Run.Run;
        var chunks = log.Chunks(1).ToArray();
        var answer = await grain.Post(Request(run, chunks), Token);
        Assert.Equal(PostOutcome.NeedsBytes, answer.Outcome);
        Assert.Equal([2], answer.Needed);
        Assert.Equal(InputPosition.Start, cluster.Ledger.FindRun(run)!.Inputs[0].Next);

        answer = await grain.Post(new(run, [.. chunks.Select((chunk, index) => ChunkMessage.From(chunk, withBytes: index == 2))]), Token);
        Assert.Equal(PostOutcome.Posted, answer.Outcome);
        Assert.Equal([(1L, 0L), (1, 0), (0, 1)], answer.Receipts.Select(receipt => (receipt.Counts.Accepted, receipt.Counts.Conflicting)));
        var (_, record) = Assert.Single(cluster.Ledger.Quarantine(run));
        Assert.Equal((3L, 20L, "conflicting", "rec     2\n"), (record.Row, record.Offset, record.Reason, System.Text.Encoding.ASCII.GetString(record.Raw)));
        Assert.Contains($"run {run}", record.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ConflictBehindAPastChunk_NamesItsPlaceInTheRequest()
    {
        var tenant = cluster.NewName("shift");
        var log = new TestLog(tenant, [new TestCall(tenant, "a"), new TestCall(tenant, "b"), new TestCall(tenant, "a", Input: 7)]);
        var grain = cluster.Grains.GetGrain<IRunGrain>(log.Command);
        var run = (await grain.StartOrResume(log.Plan, Token)).Run.Run;
        var chunks = log.Chunks(1).ToArray();
        await grain.Post(Request(run, chunks[..1]), Token);
        var answer = await grain.Post(Request(run, chunks), Token);
        Assert.Equal([2], answer.Needed);
    }

    [Fact]
    public async Task Post_RunVoidedMeanwhile_IsRefusedAndTheNextStartIsANewRun()
    {
        var (log, grain, run) = await Started();
        var chunks = log.Chunks(2).ToArray();
        await grain.Post(Request(run, chunks[..1]), Token);
        cluster.Ledger.VoidRun(run, "test");
        var refused = await Assert.ThrowsAsync<LedgerException>(() => grain.Post(Request(run, chunks[1..2]), Token));
        Assert.Equal(LedgerFault.Refused, refused.Fault);
        refused = await Assert.ThrowsAsync<LedgerException>(() => grain.Post(Request(run, chunks[1..2]), Token));
        Assert.Contains("voided", refused.Message, StringComparison.Ordinal);
        var again = (await grain.StartOrResume(log.Plan, Token)).Run;
        Assert.NotEqual(run, again.Run);
        Assert.Equal(PostOutcome.Posted, (await grain.Post(Request(again.Run, chunks), Token)).Outcome);
        Assert.Equal(8, cluster.Ledger.Lines(new() { Tenants = log.Tenants }).Sum(line => line.Calls));
    }

    [Fact]
    public async Task Finish_Repeated_IsDoneAndBeforeTheEndIsRefused()
    {
        var (log, grain, run) = await Started();
        await Assert.ThrowsAsync<LedgerException>(() => grain.Finish(run, Token));
        await grain.Post(Request(run, log.Chunks(3)), Token);
        await grain.Finish(run, Token);
        await grain.Finish(run, Token);
        Assert.Equal(RunState.Finished, cluster.Ledger.FindRun(run)!.State);
        await Assert.ThrowsAsync<LedgerException>(() => grain.Post(Request(run, log.Chunks(3).Take(1)), Token));
    }

    [Fact]
    public async Task StartOrResume_PlanOfAnotherCommand_IsRefused()
    {
        var log = Log();
        var grain = cluster.Grains.GetGrain<IRunGrain>(cluster.NewName("other"));
        var refused = await Assert.ThrowsAsync<LedgerException>(() => grain.StartOrResume(log.Plan, Token));
        Assert.Equal(LedgerFault.Refused, refused.Fault);
    }

    [Fact]
    public async Task Post_NoChunksOrOutOfOrder_IsRefused()
    {
        var (log, grain, run) = await Started();
        await Assert.ThrowsAsync<LedgerException>(() => grain.Post(Request(run, []), Token));
        var refused = await Assert.ThrowsAsync<LedgerException>(() => grain.Post(Request(run, log.Chunks(2).Reverse()), Token));
        Assert.Contains("follows", refused.Message, StringComparison.Ordinal);
        Assert.Empty(cluster.Ledger.Lines(new() { Tenants = log.Tenants }));
    }

    private static PostRequest Request(string run, IEnumerable<ChunkPosting> chunks) => new(run, [.. chunks.Select(chunk => ChunkMessage.From(chunk, withBytes: false))]);

    // Eight calls of 100 input and 10 output tokens: 0.00012 USD each.
    private TestLog Log()
    {
        var tenant = cluster.NewName("run");
        return new(tenant, [.. Enumerable.Range(0, 8).Select(id => new TestCall(tenant, $"id{id}"))]);
    }

    private async Task<(TestLog Log, IRunGrain Grain, string Run)> Started()
    {
        var log = Log();
        var grain = cluster.Grains.GetGrain<IRunGrain>(log.Command);
        return (log, grain, (await grain.StartOrResume(log.Plan, Token)).Run.Run);
    }
}
