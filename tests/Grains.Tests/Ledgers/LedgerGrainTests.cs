using Accounting.Core.Ledger;
using Accounting.Grains.Interfaces.Ledgers;
using Accounting.Grains.Tests.Support;

namespace Accounting.Grains.Tests.Ledgers;

[Collection(SharedCluster.Name)]
public class LedgerGrainTests(TestCluster cluster)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ILedgerGrain LedgerGrain => cluster.Grains.GetGrain<ILedgerGrain>(0);

    [Fact]
    public async Task Lines_ManySpendKeys_AreAllThereOnce()
    {
        var name = cluster.NewName("lines");
        var calls = Enumerable.Range(0, 400).Select(index => new TestCall($"{name}-{index % 150}", $"id{index}", index % 3 == 0 ? "large" : "small", Slot: index % 4));
        var log = new TestLog(name, [.. calls]);
        var run = await new RunClient(cluster.Grains, log, 100, 4).Bill();
        var filter = new SpendFilter { Tenants = log.Tenants };
        var expected = LedgerText.Of(cluster.Ledger.Lines(filter));
        Assert.Equal(expected, LedgerText.Of(await Lines(filter)));
        Assert.Equal(expected, LedgerText.Of(await Lines(new() { Run = run.Run })));
        Assert.Equal(LedgerText.Of(cluster.Ledger.Lines(filter with { Models = ["large"] })), LedgerText.Of(await Lines(filter with { Models = ["large"] })));
        Assert.Empty(await Lines(filter with { Models = ["none"] }));
    }

    [Fact]
    public async Task Runs_FindRunAndQuarantine_AreTheLedgers()
    {
        var name = cluster.NewName("runs");
        var log = new TestLog(name, [new TestCall(name, "a"), new TestCall(name, "a", Input: 7), new TestCall(name, "a", Input: 8)]);
        var run = await new RunClient(cluster.Grains, log, 2, 1).Bill();
        var page = await LedgerGrain.Runs(null, Token);
        Assert.True(page.IsLast);
        Assert.Equal(cluster.Ledger.Runs().Select(record => record.Run), page.Runs.Select(record => record.Run));
        Assert.Equal(2, (await LedgerGrain.FindRun(run.Run, Token))!.Inputs[0].Counts.Conflicting);
        Assert.Null(await LedgerGrain.FindRun("none", Token));
        var quarantine = await LedgerGrain.Quarantine(run.Run, 1, Token);
        Assert.Equal((1, 20L, true), (quarantine.Records.Length, quarantine.Records[0].Offset, quarantine.IsLast));
    }

    [Fact]
    public async Task Void_Repeated_SaysSoAndAnotherReasonIsRefused()
    {
        var name = cluster.NewName("void");
        var log = new TestLog(name, [new TestCall(name, "a"), new TestCall(name, "b")]);
        var run = await new RunClient(cluster.Grains, log, 2, 1).Bill();
        Assert.Equal(2, (await LedgerGrain.Void(new(Guid.NewGuid(), run.Run, "wrong"), Token)).Entries);
        Assert.Null((await LedgerGrain.Void(new(Guid.NewGuid(), run.Run, "wrong"), Token)).Entries);
        var refused = await Assert.ThrowsAsync<LedgerException>(() => LedgerGrain.Void(new(Guid.NewGuid(), run.Run, "other"), Token));
        Assert.Equal(LedgerFault.Refused, refused.Fault);
        Assert.Contains(run.Run, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DigestAndVerify_AreTheLedgers()
    {
        Assert.Equal(cluster.Ledger.Digest(), await LedgerGrain.Digest(Token));
        Assert.Equal(cluster.Ledger.Verify(), await LedgerGrain.Verify(Token));
    }

    private async Task<List<LedgerLine>> Lines(SpendFilter filter)
    {
        var lines = new List<LedgerLine>();
        for (string? after = null; ;)
        {
            var page = await LedgerGrain.Lines(new(filter, after), Token);
            lines.AddRange(page.Lines);
            if (page.After is null) break;
            after = page.After;
        }
        return [.. lines.OrderBy(line => line.Key, EntryKeyOrder.Instance)];
    }
}
