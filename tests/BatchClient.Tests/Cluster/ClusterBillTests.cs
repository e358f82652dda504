using Accounting.Grains.Interfaces.Counting;
using Accounting.Grains.Interfaces.Runs;

namespace Accounting.BatchClient.Tests.Cluster;

/// <summary>The same inputs billed by a cluster and here give the same answer, and the same ledger (invariant 12), whatever goes wrong in between (invariant 2).</summary>
public sealed class ClusterBillTests : IDisposable
{
    private readonly ClusterBench _bench = new();

    [Fact]
    public async Task Invariant12_AnyWorkersAndChunks_SameAnswerAsHere()
    {
        await using var silo = await _bench.StartSiloAsync();
        foreach (var (workers, chunkBytes) in new[] { (1, 4096), (4, 16384), (16, 65536), (16, 4194304) })
        {
            Assert.Equal(_bench.Here, await _bench.BillThereAsync(silo, "--workers", $"{workers}", "--chunk-bytes", $"{chunkBytes}"));
            Assert.Equal(_bench.QuarantineHere, _bench.QuarantineThere());
            await _bench.VoidThereAsync(silo);
        }
    }

    [Fact]
    public async Task Invariant02_AnswersLostAtRandom_NothingIsLostOrPostedTwice()
    {
        const int seed = 7;
        var (random, gate) = (new Random(seed), new Lock());
        bool Happens()
        {
            lock (gate) return random.Next(4) == 0;
        }
        await using var silo = await _bench.StartSiloAsync();
        silo.Filter = async call =>
        {
            if (call.Grain is not (IRunGrain or ITokenizerGrain))
            {
                await call.Invoke();
                return;
            }
            if (Happens()) throw new TimeoutException("lost on the way there");
            await call.Invoke();
            if (Happens()) throw new TimeoutException("lost on the way back");
        };
        var there = await _bench.BillThereAsync(silo, "--workers", "4", "--chunk-bytes", "65536");
        Assert.True(_bench.Here == there, $"seed {seed}: {there} instead of {_bench.Here}");
        Assert.Equal(_bench.QuarantineHere, _bench.QuarantineThere());
    }

    [Fact]
    public async Task Invariant02_ClientInterruptedAgainAndAgain_GoesOnWhereItStopped()
    {
        await using var silo = await _bench.StartSiloAsync();
        var interruptions = 0;
        while (true)
        {
            using var interrupt = new CancellationTokenSource();
            var posts = 0;
            silo.Filter = async call =>
            {
                // Before it is posted, or after it was and before its answer is there, in turn.
                var isSecond = call.Grain is IRunGrain && call.MethodName == nameof(IRunGrain.Post) && Interlocked.Increment(ref posts) == 2;
                if (isSecond && interruptions % 2 == 0) await interrupt.CancelAsync();
                await call.Invoke();
                if (isSecond) await interrupt.CancelAsync();
            };
            var result = await _bench.RunThereAsync(silo, interrupt, "--workers", "4", "--chunk-bytes", "8192");
            if (result.ExitCode != 130)
            {
                Assert.True(result.ExitCode == 3, result.Error);
                break;
            }
            Assert.Contains("Run the same command again to go on with run", result.Error, StringComparison.Ordinal);
            interruptions++;
        }
        Assert.True(interruptions > 2, $"{interruptions} interruptions");
        Assert.Equal(_bench.DigestHere, await _bench.DigestThereAsync(silo));
        Assert.Equal(_bench.QuarantineHere, _bench.QuarantineThere());
    }

    [Fact]
    public async Task Invariant02_SiloKilledAndStartedAgain_BillGoesOn()
    {
        await using var silo = await _bench.StartSiloAsync();
        using var failed = new CancellationTokenSource();
        using var oneAtATime = new SemaphoreSlim(1);
        var (posts, kills) = (0, new List<Task>());
        silo.Filter = async call =>
        {
            var isPost = call.Grain is IRunGrain && call.MethodName == nameof(IRunGrain.Post);
            if (isPost && Interlocked.Increment(ref posts) is 3 or 8) kills.Add(Task.Run(() => KillAndStartAsync(silo, oneAtATime, failed), CancellationToken.None));
            await call.Invoke();
        };
        var result = await _bench.RunThereAsync(silo, failed, "--workers", "4", "--chunk-bytes", "8192");
        await Task.WhenAll(kills);
        Assert.True(result.ExitCode == 3, result.Error);
        Assert.Equal(_bench.Here, ClusterAnswers.WithoutChance(result.Out));
        Assert.Equal(2, kills.Count);
    }

    private static async Task KillAndStartAsync(TestSilo silo, SemaphoreSlim oneAtATime, CancellationTokenSource failed)
    {
        await oneAtATime.WaitAsync();
        try
        {
            await silo.KillAsync();
            await silo.StartAsync(CancellationToken.None);
        }
        catch
        {
            // Nobody would answer the command any more.
            await failed.CancelAsync();
            throw;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    [Fact]
    public async Task Bill_SiloThatRefusesMostChunks_WaitsAndLosesNothing()
    {
        var refused = 0;
        await using var silo = await _bench.StartSiloAsync(new()
        {
            Tokenizing = options => (options.ConcurrencyMax, options.WaitingMax, options.BusyPause) = (1, 1, TimeSpan.FromMilliseconds(2)),
        });
        silo.Filter = async call =>
        {
            await call.Invoke();
            if (call.Result is CountAnswer { Chunk: null } || call.Result is PostAnswer { Outcome: PostOutcome.Busy }) Interlocked.Increment(ref refused);
            // A full writer, before the run is moved on.
            if (call.Grain is IRunGrain && call.MethodName == nameof(IRunGrain.Post) && Interlocked.Increment(ref refused) % 3 == 0)
                call.Result = new PostAnswer { Outcome = PostOutcome.Busy, Pause = TimeSpan.FromMilliseconds(2) };
        };
        Assert.Equal(_bench.Here, await _bench.BillThereAsync(silo, "--workers", "16", "--chunk-bytes", "8192"));
        Assert.True(refused > 10, $"{refused} refusals");
    }

    public void Dispose() => _bench.Dispose();
}
