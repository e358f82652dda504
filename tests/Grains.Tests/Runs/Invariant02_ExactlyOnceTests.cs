using Accounting.Core.Ledger;
using Accounting.Grains.Tests.Support;

namespace Accounting.Grains.Tests.Runs;

/// <summary>A cluster of its own, since these let its ledger and its silos fail.</summary>
public sealed class Invariant02_ExactlyOnceTests
{
    [Theory]
    [InlineData(1, 0.05)]
    [InlineData(2, 0.3)]
    [InlineData(3, 0.6)]
    public async Task Bill_LedgerFailsBeforeOrAfterAnyStep_GivesTheLedgerOfAnUndisturbedRun(int seed, double share)
    {
        var (ledger, faults) = (new FakePartLedger(), new LedgerFaults());
        await using var cluster = TestCluster.Start(2, () => new FaultyLedger(ledger, faults));
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
        var log = TestLog.Random("faults", new(seed), inputs: 3, callsMax: 80);
        faults.Begin(seed, share);
        var client = new RunClient(cluster.Client, log, callsOfAChunk: 6, chunksOfAGroup: 3);
        var run = await client.Bill();
        faults.End();
        Assert.True(client.Repeats > 0, $"seed {seed}: nothing failed");
        AssertAsLocal(log, ledger, run, $"seed {seed}");
    }

    [Fact]
    public async Task Bill_TwoClientsOfTwoClustersAtOnce_BillTheSameCommandOnce()
    {
        var ledger = new FakePartLedger();
        await using var first = TestCluster.Start(1, () => ledger);
        await using var second = TestCluster.Start(1, () => ledger);
        await Task.WhenAll(first.DeployAsync(TestContext.Current.CancellationToken), second.DeployAsync(TestContext.Current.CancellationToken));
        var log = TestLog.Random("twice", new(9), inputs: 4, callsMax: 100);
        var runs = await Task.WhenAll(Bill(first.Client, 5, 2), Bill(second.Client, 7, 3));
        Assert.Equal(runs[0].Run, runs[1].Run);
        AssertAsLocal(log, ledger, runs[0], "two clients");

        // Grains of the two clusters are two activations of the same grains.
        async Task<RunRecord> Bill(IGrainFactory grains, int callsOfAChunk, int chunksOfAGroup)
        {
            while (true)
            {
                try
                {
                    return await new RunClient(grains, log, callsOfAChunk, chunksOfAGroup).Bill();
                }
                catch (LedgerException exception) when (exception.Fault == LedgerFault.Refused && ledger.Runs()[0].State != RunState.Finished)
                {
                    // The other one was faster: the ledger refused a step at a place that was past.
                }
                catch (LedgerException exception) when (exception.Fault == LedgerFault.Refused)
                {
                    return ledger.Runs()[0];
                }
            }
        }
    }

    private static void AssertAsLocal(TestLog log, FakePartLedger ledger, RunRecord run, string where)
    {
        using var local = new LocalLedger();
        var expected = local.Bill(log, callsOfAChunk: 11);
        Assert.Equal(LedgerText.Of(local.Ledger.Lines(new())), LedgerText.Of(ledger.Lines(new())));
        var found = ledger.FindRun(run.Run)!;
        Assert.True(expected.Inputs.Select(input => input.Counts).SequenceEqual(found.Inputs.Select(input => input.Counts)), where);
        Assert.Equal(RunState.Finished, found.State);
        Assert.Equal(local.Ledger.Quarantine(expected.Run).Select(item => item.Record.Offset), ledger.Quarantine(run.Run).Select(item => item.Record.Offset));
        Assert.Empty(ledger.Verify());
    }
}
