using Accounting.Core.Ledger;
using Accounting.Grains.Interfaces.Ledgers;
using Accounting.Grains.Interfaces.Spending;
using Accounting.Grains.Tests.Support;

namespace Accounting.Grains.Tests.Runs;

/// <summary>One silo over a ledger in a file, which takes whole chunks.</summary>
public sealed class FileLedgerTests
{
    [Fact]
    public async Task Invariant12_OneSiloOverAFile_HasTheDigestCountsAndQuarantineOfTheLocalRun()
    {
        using var served = new LocalLedger();
        using var local = new LocalLedger();
        await using var cluster = TestCluster.Start(1, () => served.Ledger);
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
        var token = TestContext.Current.CancellationToken;
        for (var seed = 1; seed <= 3; seed++)
        {
            var log = TestLog.Random($"file{seed}", new(seed), inputs: 3, callsMax: 50);
            var expected = local.Bill(log, callsOfAChunk: 8);
            var client = new RunClient(cluster.Client, log, callsOfAChunk: 5, chunksOfAGroup: 3);
            var run = await client.Bill();
            var ledger = cluster.Client.GetGrain<ILedgerGrain>(0);
            Assert.Equal(local.Ledger.Digest(), await ledger.Digest(token));
            Assert.Equal(expected.Inputs.Select(input => input.Counts), (await ledger.FindRun(run.Run, token))!.Inputs.Select(input => input.Counts));
            Assert.Equal(
                local.Ledger.Quarantine(expected.Run).Select(item => item.Record.Offset),
                (await ledger.Quarantine(run.Run, 0, token)).Records.Select(record => record.Offset));
            var page = await ledger.Lines(new(new() { Tenants = log.Tenants }, null), token);
            Assert.Equal(LedgerText.Of(local.Ledger.Lines(new() { Tenants = log.Tenants })), LedgerText.Of(page.Lines.OrderBy(line => line.Key, EntryKeyOrder.Instance)));
            var spend = cluster.Client.GetGrain<ISpendGrain>(SpendGrainKey.Of(new(log.Tenants[0], "small")));
            Assert.Equal(
                LedgerText.Of(local.Ledger.Lines(new() { Tenants = [log.Tenants[0]], Models = ["small"] })), LedgerText.Of((await spend.Lines(new(), token)).Lines));
            Assert.Empty(await ledger.Verify(token));
        }
    }

    [Fact]
    public async Task Post_TwoRunsAtOnce_OneWritesAfterTheOther()
    {
        using var served = new LocalLedger();
        await using var cluster = TestCluster.Start(1, () => served.Ledger);
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
        TestLog[] logs = [.. Enumerable.Range(0, 4).Select(index => TestLog.Random($"at-once{index}", new(index), inputs: 2, callsMax: 40))];
        await Task.WhenAll(logs.Select(log => new RunClient(cluster.Client, log, callsOfAChunk: 3, chunksOfAGroup: 2).Bill()));
        using var local = new LocalLedger();
        foreach (var log in logs) local.Bill(log, callsOfAChunk: 9);
        Assert.Equal(local.Ledger.Digest(), served.Ledger.Digest());
        Assert.Empty(served.Ledger.Verify());
    }
}
