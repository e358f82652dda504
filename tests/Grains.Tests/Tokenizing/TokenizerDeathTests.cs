using Accounting.Core.Ledger;
using Accounting.LogReading.Calls;
using Orleans.Runtime;

namespace Accounting.Grains.Tests.Tokenizing;

public sealed class TokenizerDeathTests
{
    [Fact]
    public async Task Count_SiloKilledWhileItCounts_TheSameChunksSentAgainAreCountedTheSame()
    {
        await using var cluster = new TokenizerCluster();
        await cluster.InitializeAsync();
        var random = new Random(7);
        var chunks = Enumerable.Range(0, 60).Select(_ => CountedChunk.Of(
            RandomLog.Lines(random, 60) + RandomLog.SlowLine(random, 150_000), new() { Tenant = "demo", Usage = UsageMode.Count })).ToList();
        var failures = 0;
        var answered = 0;
        var victim = cluster.Cluster.Silos[1];
        var counted = await Task.WhenAll(chunks.Select((chunk, index) => CountAsync(chunk, index)));
        for (var i = 0; i < chunks.Count; i++) chunks[i].AssertSame(counted[i]);
        Assert.True(failures > 0, "The silo was killed after all was counted.");

        async Task<ChunkPosting> CountAsync(CountedChunk chunk, long key)
        {
            for (var attempt = 0; ; attempt++)
            {
                try
                {
                    // What a dead silo was asked is never answered; counting is pure, so it is simply asked again.
                    var posting = await cluster.Count(chunk.Request, key).WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
                    // Not awaited: see ClusterEnd.
                    if (Interlocked.Increment(ref answered) == 5) _ = Task.Run(() => cluster.Cluster.KillSiloAsync(victim));
                    return posting;
                }
                catch (Exception exception) when (attempt < 50 && exception is OrleansException or TimeoutException)
                {
                    Interlocked.Increment(ref failures);
                    await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
                }
            }
        }
    }
}
