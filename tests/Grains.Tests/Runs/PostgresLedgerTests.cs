using Accounting.Core.Ledger;
using Accounting.Grains.Interfaces.Ledgers;
using Accounting.Grains.Interfaces.Repricing;
using Accounting.Grains.Tests.Support;

namespace Accounting.Grains.Tests.Runs;

/// <summary>Two silos over a real server, each with connections of its own.</summary>
public sealed class PostgresLedgerTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0.25)]
    public async Task Invariant12_TwoSilosOverPostgres_HaveTheDigestCountsAndQuarantineOfTheLocalRun(int seed, double failing)
    {
        using var server = new PostgresLedger();
        var faults = new LedgerFaults();
        await using var cluster = TestCluster.Start(2, () => new FaultyLedger(server.Open(), faults));
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
        using var local = new LocalLedger();
        if (failing > 0) faults.Begin(seed, failing);
        TestLog[] logs = [.. Enumerable.Range(0, 3).Select(index => TestLog.Random($"pg{index}", new(10 * seed + index), inputs: 3, callsMax: 60))];
        var runs = await Task.WhenAll(logs.Select(log => new RunClient(cluster.Client, log, callsOfAChunk: 5, chunksOfAGroup: 4).Bill()));
        faults.End();
        for (var index = 0; index < logs.Length; index++)
        {
            var expected = local.Bill(logs[index], callsOfAChunk: 9);
            Assert.Equal(expected.Inputs.Select(input => input.Counts), server.Ledger.FindRun(runs[index].Run)!.Inputs.Select(input => input.Counts));
            Assert.Equal(local.Ledger.Quarantine(expected.Run).Select(item => item.Record.Offset), server.Ledger.Quarantine(runs[index].Run).Select(item => item.Record.Offset));
        }
        Assert.Equal(local.Ledger.Digest(), server.Ledger.Digest());
        Assert.Empty(server.Ledger.Verify());
        await AssertSpendGrainsAgree(cluster.Client, server);
    }

    [Fact]
    public async Task Invariant13_RunVoidedWhilePosting_LeavesNothingAndCanBeBilledAgain()
    {
        using var server = new PostgresLedger();
        await using var cluster = TestCluster.Start(2, () => server.Open());
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
        var log = TestLog.Random("void", new(4), inputs: 3, callsMax: 80);
        var posts = 0;
        var client = new RunClient(cluster.Client, log, callsOfAChunk: 4, chunksOfAGroup: 2)
        {
            BeforePost = () =>
            {
                if (++posts == 6) server.Ledger.VoidRun(server.Ledger.Runs()[0].Run, "test");
                return Task.CompletedTask;
            },
        };
        await Assert.ThrowsAsync<LedgerException>(client.Bill);
        Assert.Empty(server.Ledger.Lines(new()));
        Assert.Empty(server.Ledger.Verify());

        await client.Bill();
        using var local = new LocalLedger();
        local.Bill(log, callsOfAChunk: 7);
        Assert.Equal(local.Ledger.Digest(), server.Ledger.Digest());
        Assert.Empty(server.Ledger.Verify());
        await AssertSpendGrainsAgree(cluster.Client, server);
    }

    [Fact]
    public async Task Reprice_ThroughGrains_IsAppliedOnceAndSpendGrainsKnowIt()
    {
        using var server = new PostgresLedger();
        await using var cluster = TestCluster.Start(2, () => server.Open());
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
        await new RunClient(cluster.Client, TestLog.Random("reprice", new(6), inputs: 2, callsMax: 60), callsOfAChunk: 5, chunksOfAGroup: 3).Bill();
        await AssertSpendGrainsAgree(cluster.Client, server);

        // The shipped prices know none of the models: all of it becomes unpriced.
        var (ledger, token) = (cluster.Client.GetGrain<ILedgerGrain>(1), TestContext.Current.CancellationToken);
        var question = RepriceQuestion.Of(new(), new());
        var plan = await ledger.PlanReprice(question, token);
        Assert.True(plan is { Entries: > 0, IsLast: true });
        var order = question with { Plan = plan.Plan, Reason = "a test" };
        var applied = await ledger.Reprice(order, token);
        Assert.Equal((plan.Plan, plan.Entries, null), (applied.Applied, applied.Entries, applied.Before));
        Assert.True(await ledger.Reprice(order, token) is { Entries: 0, Before: not null });
        Assert.All(server.Ledger.Lines(new()), line => Assert.Null(line.Amount));
        await AssertSpendGrainsAgree(cluster.Client, server);

        var outdated = await Assert.ThrowsAsync<LedgerException>(() => ledger.Reprice(order with { Plan = "sha256:00" }, token));
        Assert.Contains("out of date", outdated.Message, StringComparison.Ordinal);
        Assert.Empty(server.Ledger.Verify());
    }

    private static async Task AssertSpendGrainsAgree(IGrainFactory grains, PostgresLedger server)
    {
        var page = await grains.GetGrain<ILedgerGrain>(0).Lines(new(new(), null), TestContext.Current.CancellationToken);
        Assert.Null(page.After);
        Assert.Equal(LedgerText.Of(server.Ledger.Lines(new())), LedgerText.Of(page.Lines.OrderBy(line => line.Key, EntryKeyOrder.Instance)));
    }
}
