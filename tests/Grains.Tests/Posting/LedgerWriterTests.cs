using System.Diagnostics.Metrics;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Grains.Posting;
using Accounting.Grains.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Accounting.Grains.Tests.Posting;

public sealed class LedgerWriterTests : IDisposable
{
    private readonly FakePartLedger _ledger = new();
    private readonly LedgerFaults _faults = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ManualResetEventSlim _gate = new(initialState: true);

    private readonly ManualResetEventSlim _isCommitting = new(initialState: false);

    public LedgerWriterTests() => _ledger.BeforeCommit = _ =>
    {
        _isCommitting.Set();
        _gate.Wait();
    };

    public void Dispose()
    {
        _gate.Dispose();
        _isCommitting.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task TryPost_PartsThatWait_ShareACommit()
    {
        await using var writer = Writer(new());
        var run = Run("a");
        var receipts = Waiting(writer, Enumerable.Range(0, 500).Select(index => Part(run, $"t{index}", "id")));
        await Task.WhenAll(receipts);
        Assert.Equal((2, 501), _ledger.Posted);
        Assert.All(receipts, receipt => Assert.Equal(1, receipt.GetAwaiter().GetResult().Version));
    }

    [Fact]
    public async Task TryPost_TwoPartsOfOneRunAndKey_GoIntoTwoCommitsInTheirOrder()
    {
        await using var writer = Writer(new());
        var run = Run("a");
        var receipts = await Task.WhenAll(Waiting(writer, [Part(run, "t", "1"), Part(run, "t", "2"), Part(run, "t", "1", offset: 50)]));
        Assert.Equal([1, 2, 2], receipts.Select(receipt => receipt.Version));
        Assert.Equal([0, 0, 1], receipts.Select(receipt => receipt.Known.Count));
    }

    [Fact]
    public async Task TryPost_MoreThanMayWait_IsRefusedAndTheRestIsCommitted()
    {
        await using var writer = Writer(new() { QueuedPartsMax = 3 });
        var run = Run("a");
        var receipts = Waiting(writer, Enumerable.Range(0, 10).Select(index => Part(run, $"t{index}", "id")), allowRefusals: true);
        Assert.Equal(3, receipts.Length);
        Assert.All(await Task.WhenAll(receipts), receipt => Assert.Equal(1, receipt.Version));
    }

    [Fact]
    public async Task TryPost_MoreCallsThanMayWait_IsRefusedButOnePartAloneNever()
    {
        await using var writer = Writer(new() { QueuedCallsMax = 2 });
        var run = Run("a");
        Assert.Equal(1, (await Post(writer, Part(run, "t", "1", "2", "3"))!).Version);
        var receipts = Waiting(writer, Enumerable.Range(0, 10).Select(index => Part(run, $"t{index}", "a", "b")), allowRefusals: true);
        _ = Assert.Single(receipts);
        await Task.WhenAll(receipts);
        Assert.NotNull(Post(writer, Part(run, "last", "a")));
    }

    [Fact]
    public async Task TryPost_PartsOfAVoidedRun_FailAlone()
    {
        await using var writer = Writer(new());
        var (good, bad) = (Run("a"), Run("b"));
        _ledger.VoidRun(bad, "test");
        var receipts = Waiting(writer, [Part(good, "t1", "1"), Part(bad, "t2", "1"), Part(good, "t3", "1"), Part(bad, "t1", "2")]);
        Assert.Equal(1, (await receipts[0]).Version);
        Assert.Equal(LedgerFault.Refused, (await Assert.ThrowsAsync<LedgerException>(() => receipts[1])).Fault);
        Assert.Equal(1, (await receipts[2]).Version);
        await Assert.ThrowsAsync<LedgerException>(() => receipts[3]);
        Assert.Equal(2, _ledger.Lines(new() { Run = good }).Sum(line => line.Calls));
    }

    [Fact]
    public async Task TryPost_ServerAway_FailsAllAtOnceAndGoesOnAfterwards()
    {
        await using var writer = Writer(new());
        var run = Run("a");
        _faults.Begin(seed: 1, share: 1);
        var receipts = Waiting(writer, Enumerable.Range(0, 50).Select(index => Part(run, $"t{index}", "id")));
        foreach (var receipt in receipts) Assert.Equal(LedgerFault.Unavailable, (await Assert.ThrowsAsync<LedgerException>(() => receipt)).Fault);
        _faults.End();
        var again = await Task.WhenAll(Enumerable.Range(0, 50).Select(index => Post(writer, Part(run, $"t{index}", "id"))!));
        Assert.Equal(50, _ledger.Lines(new() { Run = run }).Sum(line => line.Calls));
        Assert.All(again, receipt => Assert.Equal((1, 0), (receipt.Version, receipt.Known.Count)));
    }

    [Fact]
    public async Task DisposeAsync_WithPartsWaiting_CommitsThemAndTakesNoMore()
    {
        var writer = Writer(new());
        var run = Run("a");
        _gate.Reset();
        var receipts = Enumerable.Range(0, 20).Select(index => Post(writer, Part(run, $"t{index}", "id"))!).ToArray();
        var stopped = writer.DisposeAsync();
        Assert.Null(Post(writer, Part(run, "late", "id")));
        _gate.Set();
        await stopped;
        Assert.All(receipts, receipt => Assert.True(receipt.IsCompletedSuccessfully));
        Assert.Equal(20, _ledger.Lines(new()).Sum(line => line.Calls));
    }

    [Fact]
    public async Task TryPost_ManyWritersAtOnce_EachReceiptIsItsPartsOwn()
    {
        await using var writer = Writer(new() { CommitPartsMax = 7, CommitCallsMax = 11 });
        var run = Run("a");
        await Parallel.ForEachAsync(Enumerable.Range(0, 300), TestContext.Current.CancellationToken, async (index, _) =>
        {
            string[] ids = [.. Enumerable.Range(0, 1 + (index % 4)).Select(id => $"{id}")];
            var receipt = await Post(writer, Part(run, $"t{index}", ids))!;
            Assert.Equal(ids.Length, receipt.Added.Sum(line => line.Calls));
        });
        Assert.Equal(300, _ledger.Posted.Parts);
    }

    [Fact]
    public async Task TryPost_PartsTogether_AreOneCommitHoweverManyTheyAre()
    {
        await using var writer = Writer(new() { CommitPartsMax = 7, QueuedPartsMax = 10, QueuedCallsMax = 10 });
        var run = Run("a");
        var receipts = await writer.TryPost([.. Enumerable.Range(0, 30).Select(index => Part(run, $"t{index}", [.. Enumerable.Range(0, 1 + index).Select(id => $"{id}")]))])!;
        Assert.Equal((1, 30), _ledger.Posted);
        Assert.Equal(Enumerable.Range(1, 30), receipts.Select(receipt => (int)receipt.Added.Sum(line => line.Calls)));
    }

    private static Task<PartReceipt>? Post(LedgerWriter writer, SpendPart part)
    {
        static async Task<PartReceipt> Only(Task<IReadOnlyList<PartReceipt>> receipts) => Assert.Single(await receipts);
        return writer.TryPost([part]) is { } receipts ? Only(receipts) : null;
    }

    // Posts while the writer is held at a commit of another part, so that all of them wait together.
    private Task<PartReceipt>[] Waiting(LedgerWriter writer, IEnumerable<SpendPart> parts, bool allowRefusals = false)
    {
        var first = Run("first");
        _gate.Reset();
        _isCommitting.Reset();
        Assert.NotNull(Post(writer, Part(first, "first", "id")));
        _isCommitting.Wait(TestContext.Current.CancellationToken);
        var receipts = parts.Select(part => Post(writer, part)).ToArray();
        _gate.Set();
        if (!allowRefusals) Assert.DoesNotContain(null, receipts);
        return [.. receipts.OfType<Task<PartReceipt>>()];
    }

    private LedgerWriter Writer(PostingOptions options) => new(new FaultyLedger(_ledger, _faults), TestPrices.For, options, new(_services.GetRequiredService<IMeterFactory>()));

    private string Run(string command) => _ledger.StartOrResume(new TestLog(command, []).Plan).Run;

    private static SpendPart Part(string run, string tenant, params string[] ids) => Part(run, tenant, 0, ids);

    private static SpendPart Part(string run, string tenant, string id, long offset) => Part(run, tenant, offset, id);

    private static SpendPart Part(string run, string tenant, long offset, params string[] ids)
    {
        var key = new TestCall(tenant, "").Key;
        var part = new SpendPart { Key = SpendKey.Of(key), Run = run, Keys = [key] };
        foreach (var id in ids)
        {
            var call = new TestCall(tenant, id);
            part.Calls.Add(new(call.CallId, call.Facts, 0, offset + part.Calls.Count, 0, part.Quantities.Count, 2, null));
            part.Quantities.AddRange(call.Quantities);
        }
        return part;
    }
}
