using System.Diagnostics.Metrics;
using System.Globalization;
using Accounting.Grains.Tokenizing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Accounting.Grains.Tests.Tokenizing;

public sealed class CountingPoolTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ManualResetEventSlim _go = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TryRun_MoreThanFits_RefusesAtOnceAndTakesAgainLater()
    {
        using var pool = Pool(concurrency: 2, waiting: 3, threads: 2);
        var admitted = Enumerable.Range(0, 5).Select(_ => pool.TryRun(10, Work, Stop)).ToList();
        Assert.All(Enumerable.Range(0, 20), _ => Assert.True(pool.TryRun(10, Work, Stop) is { IsCompletedSuccessfully: true } refused && IsRefusal(refused)));
        _go.Set();
        Assert.All(await Task.WhenAll(admitted), Assert.NotNull);
        Assert.NotNull(await pool.TryRun(10, Work, Stop));
    }

    [Theory]
    [InlineData(1_000, 400, 2)]
    [InlineData(1_000, 500, 2)]
    [InlineData(1_000, 501, 1)]
    [InlineData(1_000, 999_999, 1)]
    public async Task TryRun_MoreBytesThanMayBeHeld_Refuses(long held, int bytes, int admitted)
    {
        using var pool = Pool(concurrency: 4, waiting: 4, threads: 4, heldBytes: held);
        var runs = Enumerable.Range(0, 4).Select(_ => pool.TryRun(bytes, Work, Stop)).ToList();
        Assert.Equal(4 - admitted, runs.Count(IsRefusal));
        _go.Set();
        Assert.Equal(admitted, (await Task.WhenAll(runs)).Count(answer => answer is not null));
        Assert.NotNull(await pool.TryRun(bytes, Work, Stop));
    }

    [Fact]
    public async Task TryRun_ThreadsInUse_CountsInline()
    {
        using var pool = Pool(concurrency: 3, waiting: 0, threads: 1);
        var offloaded = pool.TryRun(10, Work, Stop);
        var here = Here();
        var inline = pool.TryRun(10, () => Here(), Stop);
        Assert.True(inline.IsCompletedSuccessfully);
        Assert.Equal(here, await inline);
        Assert.False(offloaded.IsCompleted);
        _go.Set();
        Assert.NotEqual(here, await offloaded);
        Assert.NotEqual(here, await pool.TryRun(10, Work, Stop));
    }

    [Theory]
    [InlineData(10, 9, true)]
    [InlineData(10, 10, false)]
    [InlineData(null, 10_000_000, true)]
    public async Task TryRun_Threshold_DecidesWhereItIsCounted(int? threshold, int bytes, bool isInline)
    {
        _go.Set();
        using var pool = Pool(concurrency: 1, waiting: 0, threads: 4, threshold: threshold);
        var here = Here();
        Assert.Equal(isInline, await pool.TryRun(bytes, Work, Stop) == here);
    }

    [Fact]
    public async Task TryRun_WorkThatFailsOrIsGivenUp_LeavesNothingBehind()
    {
        using var pool = Pool(concurrency: 1, waiting: 1, threads: 1);
        for (var i = 0; i < 5; i++) await Assert.ThrowsAsync<InvalidDataException>(() => pool.TryRun<string>(10, () => throw new InvalidDataException(), Stop));
        using var cancelled = new CancellationTokenSource();
        var first = pool.TryRun(10, Work, Stop);
        var waiting = pool.TryRun(10, Work, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        var second = pool.TryRun(10, Work, Stop);
        _go.Set();
        Assert.All(await Task.WhenAll(first, second), Assert.NotNull);
    }

    [Fact]
    public async Task Metrics_AfterAll_HoldsNothingAndKnowsTheRefusals()
    {
        var sums = new Dictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == CountingMetrics.MeterName && instrument.Meter.Scope == _services.GetRequiredService<IMeterFactory>())
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            lock (sums) sums[instrument.Name] = sums.GetValueOrDefault(instrument.Name) + value;
        });
        listener.Start();
        using var pool = Pool(concurrency: 1, waiting: 1, threads: 1);
        var runs = Enumerable.Range(0, 6).Select(_ => pool.TryRun(7, Work, Stop)).ToList();
        lock (sums) Assert.Equal((14, 1, 4), (sums["accounting.tokenizer.held"], sums["accounting.tokenizer.waiting"], sums["accounting.tokenizer.refusals"]));
        _go.Set();
        await Task.WhenAll(runs);
        lock (sums) Assert.Equal((0, 0, 4), (sums["accounting.tokenizer.held"], sums["accounting.tokenizer.waiting"], sums["accounting.tokenizer.refusals"]));
    }

    public void Dispose()
    {
        _go.Dispose();
        _services.Dispose();
    }

    // Waits to be let go, and says where it ran.
    private string Work()
    {
        _go.Wait(Stop);
        return Here();
    }

    private static string Here() => Environment.CurrentManagedThreadId.ToString(CultureInfo.InvariantCulture);

    private static bool IsRefusal(Task<string?> run) => run.IsCompletedSuccessfully && run.GetAwaiter().GetResult() is null;

    private CountingPool Pool(int concurrency, int waiting, int threads, long heldBytes = 1_000_000, int? threshold = 1) => new(
        Options.Create(new TokenizerOptions
        {
            ConcurrencyMax = concurrency,
            WaitingMax = waiting,
            OffloadThreads = threads,
            HeldBytesMax = heldBytes,
            OffloadThresholdBytes = threshold,
        }),
        new CountingMetrics(_services.GetRequiredService<IMeterFactory>()));
}
