using Accounting.Core.Ledger;
using Accounting.Grains.Tests.Support;

namespace Accounting.Grains.Tests.Runs;

[Collection(SharedCluster.Name)]
public class Invariant12_SameAsLocalTests(TestCluster cluster)
{
    [Theory]
    [InlineData(1, 7, 1)]
    [InlineData(2, 3, 5)]
    [InlineData(3, 40, 4)]
    [InlineData(4, 1, 9)]
    [InlineData(5, 10, 200)]
    public async Task Bill_ThroughGrains_HasTheLinesCountsAndQuarantineOfTheLocalRun(int seed, int callsOfAChunk, int chunksOfAGroup)
    {
        var log = TestLog.Random(cluster.NewName("same"), new(seed), inputs: 4, callsMax: 60);
        using var local = new LocalLedger();
        var expected = local.Bill(log, callsOfAChunk: 13);

        var run = await new RunClient(cluster.Grains, log, callsOfAChunk, chunksOfAGroup).Bill();

        var filter = new SpendFilter { Tenants = log.Tenants };
        Assert.Equal(LedgerText.Of(local.Ledger.Lines(filter)), LedgerText.Of(cluster.Ledger.Lines(filter)));
        Assert.Equal(expected.Inputs.Select(input => input.Counts), cluster.Ledger.FindRun(run.Run)!.Inputs.Select(input => input.Counts));
        Assert.Equal(
            local.Ledger.Quarantine(expected.Run).Select(item => (item.Uri, item.Record.Row, item.Record.Offset, item.Record.Reason, Convert.ToHexString(item.Record.Raw))),
            cluster.Ledger.Quarantine(run.Run).Select(item => (item.Uri, item.Record.Row, item.Record.Offset, item.Record.Reason, Convert.ToHexString(item.Record.Raw))));
        // Other tests leave runs half posted.
        Assert.DoesNotContain(cluster.Ledger.Verify(), problem => problem.Contains($"{run.Run} ", StringComparison.Ordinal));
    }
}
