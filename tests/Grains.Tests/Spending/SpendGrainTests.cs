using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Grains.Interfaces.Runs;
using Accounting.Grains.Interfaces.Spending;
using Accounting.Grains.Tests.Support;

namespace Accounting.Grains.Tests.Spending;

[Collection(SharedCluster.Name)]
public class SpendGrainTests(TestCluster cluster)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lines_BetweenPostings_AreThoseOfTheLedgerAndHeld()
    {
        var (log, grain, key) = Log();
        Assert.Empty((await grain.Lines(new(), Token)).Lines);
        var client = new RunClient(cluster.Grains, log, callsOfAChunk: 5, chunksOfAGroup: 1);
        var run = (await client.Start()).Run;
        foreach (var chunk in log.Chunks(5))
        {
            await client.Post(run, [chunk]);
            // The posting was added to the held sums: they are at the ledger's version before anybody asks.
            Assert.Equal(cluster.Ledger.VersionOf(key), await grain.Version(Token));
            var answer = await grain.Lines(new(), Token);
            Assert.Equal(LedgerText.Of(cluster.Ledger.ReadSums(key).Lines), LedgerText.Of(answer.Lines));
        }
    }

    [Fact]
    public async Task Lines_AfterAnotherWriterPosted_AreReadAgain()
    {
        var (log, grain, key) = Log();
        var run = cluster.Ledger.StartOrResume(log.Plan).Run;
        await grain.Lines(new(), Token);
        var chunks = log.Chunks(5).ToArray();
        cluster.Ledger.PostParts(ChunkGroup.Of(run, chunks[..1]).Parts, TestPrices.For);
        Assert.Equal(5, (await grain.Lines(new(), Token)).Lines.Sum(line => line.Calls));
        cluster.Ledger.PostParts(ChunkGroup.Of(run, chunks[1..2]).Parts, TestPrices.For);
        // The grain posts at a version that it does not know: what it held is dropped.
        await grain.Post(PartMessage.From(ChunkGroup.Of(run, chunks[2..3]).Parts[0]), Token);
        Assert.Equal(-1, await grain.Version(Token));
        Assert.Equal(LedgerText.Of(cluster.Ledger.ReadSums(key).Lines), LedgerText.Of((await grain.Lines(new(), Token)).Lines));
        cluster.Ledger.VoidRun(run, "test");
        Assert.Empty((await grain.Lines(new(), Token)).Lines);
    }

    [Fact]
    public async Task Post_Repeated_AddsNothingAndKeepsTheHeldSums()
    {
        var (log, grain, _) = Log();
        var run = cluster.Ledger.StartOrResume(log.Plan).Run;
        await grain.Lines(new(), Token);
        var part = PartMessage.From(ChunkGroup.Of(run, [.. log.Chunks(8)]).Parts[0]);
        var first = await grain.Post(part, Token);
        var again = await grain.Post(part, Token);
        Assert.Equal((first.Version, 0L), (again.Version, again.Tokens));
        Assert.Empty(again.Known);
        Assert.Equal(first.Version, await grain.Version(Token));
        Assert.Equal(20, (await grain.Lines(new(), Token)).Lines.Sum(line => line.Calls));
    }

    [Fact]
    public async Task Post_PartOfAnotherKey_IsRefused()
    {
        var (log, grain, _) = Log();
        var other = new TestLog("other", [new TestCall(cluster.NewName("elsewhere"), "1")]);
        var run = cluster.Ledger.StartOrResume(log.Plan).Run;
        var part = PartMessage.From(ChunkGroup.Of(run, [.. other.Chunks(1)]).Parts[0]);
        var refused = await Assert.ThrowsAsync<LedgerException>(() => grain.Post(part, Token));
        Assert.Equal(LedgerFault.Refused, refused.Fault);
        Assert.Contains("has an entry of", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_OfARunOrAMoment_AreRefusedHere()
    {
        var (_, grain, _) = Log();
        await Assert.ThrowsAsync<LedgerException>(() => grain.Lines(new() { Run = "r" }, Token));
        await Assert.ThrowsAsync<LedgerException>(() => grain.Lines(new() { PostedBefore = DateTimeOffset.UnixEpoch }, Token));
    }

    [Fact]
    public async Task Lines_Window_IsThatOfTheFilter()
    {
        var (log, grain, key) = Log();
        await new RunClient(cluster.Grains, log, 20, 1).Bill();
        var filter = new SpendFilter { Since = new Core.Usage.Slot(1_960_001).Start, Until = new Core.Usage.Slot(1_960_003).Start };
        var lines = (await grain.Lines(filter, Token)).Lines;
        Assert.Equal([1_960_001, 1_960_002], lines.Select(line => line.Key.Slot.Index));
        Assert.Equal(LedgerText.Of(cluster.Ledger.Lines(filter with { Tenants = [key.Tenant] })), LedgerText.Of(lines));
    }

    // Twenty calls of one tenant and model over four slots.
    private (TestLog Log, ISpendGrain Grain, SpendKey Key) Log()
    {
        var tenant = cluster.NewName("spend");
        var log = new TestLog(tenant, [.. Enumerable.Range(0, 20).Select(id => new TestCall(tenant, $"id{id}", Slot: id % 4))]);
        var key = new SpendKey(tenant, "small");
        return (log, cluster.Grains.GetGrain<ISpendGrain>(SpendGrainKey.Of(key)), key);
    }
}
