using Accounting.Core.Ledger;
using Accounting.Grains.Tests.Support;

namespace Accounting.Grains.Tests.Runs;

/// <summary>Silos that stop and die while a run is posted.</summary>
public sealed class SiloFailureTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Invariant02_SiloGoesWhilePosting_LosesNothingAndAddsNothingTwice(bool isKilled)
    {
        var ledger = new FakePartLedger();
        var cluster = TestCluster.Start(3, () => ledger);
        await using var end = new ClusterEnd(cluster);
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
        var log = TestLog.Random("silos", new(isKilled ? 21 : 22), inputs: 4, callsMax: 100);
        using var local = new LocalLedger();
        var expected = local.Bill(log, callsOfAChunk: 10);
        var posts = 0;
        var client = new RunClient(cluster.Client, log, callsOfAChunk: 4, chunksOfAGroup: 2)
        {
            BeforePost = async () =>
            {
                // Not awaited: it goes while the next groups are on their way.
                if (++posts != 5) return;
                var silo = cluster.Silos[1];
                _ = isKilled ? cluster.KillSiloAsync(silo) : cluster.StopSiloAsync(silo);
                await Task.Yield();
            },
        };
        var run = await client.Bill();
        Assert.True(posts > 10);
        Assert.Equal(LedgerText.Of(local.Ledger.Lines(new())), LedgerText.Of(ledger.Lines(new())));
        Assert.Equal(expected.Inputs.Select(input => input.Counts), ledger.FindRun(run.Run)!.Inputs.Select(input => input.Counts));
        Assert.Empty(ledger.Verify());
    }
}
