using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Versions;
using Accounting.Grains.Prices;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Accounting.Grains.Tests.Prices;

public sealed class CostMapSnapshotTests
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(5);

    private readonly WatchedStore _store = new();
    private readonly ManualTime _time = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void For_PinnedVersions_AreReadOnceAndAFewAreHeld()
    {
        var versions = Enumerable.Range(0, 6).Select(index => Register($"model-{index}").Version).ToList();
        var snapshot = Snapshot(pinnedMax: 3);
        snapshot.Refresh();
        Assert.Equal(versions[5], snapshot.Newest.Version);
        Parallel.For(0, 16, _ => Assert.Equal(versions[0], snapshot.For(versions[0]).Version));
        Assert.Equal(1, _store.LoadsOf(versions[0]));
        Assert.Same(snapshot.Newest, snapshot.For(versions[5]));
        foreach (var index in new[] { 1, 0, 2, 0, 3 }) Assert.Equal(versions[index], snapshot.For(versions[index]).Version);
        var loads = _store.LoadsOf(versions[0]);
        snapshot.For(versions[0]);
        Assert.Equal(loads, _store.LoadsOf(versions[0]));
        Assert.Equal(LedgerFault.Refused, Assert.Throws<LedgerException>(() => snapshot.For("nowhere")).Fault);
    }

    [Fact]
    public async Task Refresh_LostHint_CostsThePeriodAndNothingElse()
    {
        var snapshot = Snapshot();
        using var refresh = await Start(snapshot);
        var version = Register("model").Version;
        await Waits();
        _time.Advance(s_period - TimeSpan.FromTicks(1));
        Assert.NotEqual(version, snapshot.Newest.Version);
        _time.Advance(TimeSpan.FromTicks(1));
        await Until(() => snapshot.Newest.Version == version);
        await refresh.StopAsync(Stop);
    }

    [Fact]
    public async Task Refresh_Hint_IsFollowedAtOnce()
    {
        var snapshot = Snapshot();
        using var refresh = await Start(snapshot);
        for (var i = 0; i < 5; i++)
        {
            var map = Register($"model-{i}");
            for (var hint = 0; hint < 3; hint++) refresh.Hint(map.Digest);
            await Until(() => snapshot.Newest.Version == map.Version);
        }
        var asked = _store.NewestAsked;
        refresh.Hint(snapshot.Newest.Digest);
        await Waits();
        Assert.InRange(_store.NewestAsked - asked, 0, 1);
        await refresh.StopAsync(Stop);
    }

    [Fact]
    public async Task Refresh_LedgerThatFails_KeepsTheMapAndAsksAgain()
    {
        var snapshot = Snapshot();
        using var refresh = await Start(snapshot);
        var first = Register("first");
        refresh.Hint(first.Digest);
        await Until(() => snapshot.Newest.Version == first.Version);
        await Waits();
        var second = Register("second");
        _store.IsDown = true;
        var asked = _store.NewestAsked;
        _time.Advance(s_period);
        await Until(() => _store.NewestAsked > asked);
        await Waits();
        Assert.Equal(first.Version, snapshot.Newest.Version);
        _store.IsDown = false;
        _time.Advance(s_period);
        await Until(() => snapshot.Newest.Version == second.Version);
        await refresh.StopAsync(Stop);
    }

    [Fact]
    public void Options_Wrong_AreNamedAllAtOnce()
    {
        var validator = new PriceOptionsValidator();
        Assert.True(validator.Validate(null, new()).Succeeded);
        var result = validator.Validate(null, new() { PollPeriod = TimeSpan.Zero, PinnedMapsMax = 0 });
        Assert.Equal(2, result.Failures!.Count());
        Assert.All(result.Failures!, failure => Assert.Matches("^Prices:[A-Za-z]+ is .+; expected .+ to .+\\.$", failure));
    }

    private CostMapSnapshot Snapshot(int pinnedMax = 8) => new(_store, Settings(pinnedMax));

    private static IOptions<PriceOptions> Settings(int pinnedMax) => Options.Create(new PriceOptions { PollPeriod = s_period, PinnedMapsMax = pinnedMax });

    // Answers once the first question was asked.
    private async Task<CostMapRefresh> Start(CostMapSnapshot snapshot)
    {
        var refresh = new CostMapRefresh(snapshot, Settings(8), _time, NullLogger<CostMapRefresh>.Instance);
        await refresh.StartAsync(Stop);
        await Waits();
        return refresh;
    }

    private Task Waits() => Until(() => _time.Waiting > 0);

    private CostMap Register(string model) => new CostMapVersions(_store.Inner).Update<int>(
        new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero),
        _ => ([new() { Provider = "acme", Model = model, Rows = [Row()] }], 0)).Map;

    private static PriceRow Row() => new()
    {
        KnownSince = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero),
        Prices = new([new("input_cost_per_request", ExactDecimal.Parse("0.1"))]),
    };

    private static async Task Until(Func<bool> condition)
    {
        while (!condition()) await Task.Delay(TimeSpan.FromMilliseconds(1), Stop);
    }

    /// <summary>Counts what is asked, and can be out of reach.</summary>
    private sealed class WatchedStore : IPriceMapStore
    {
        private readonly List<string> _loads = [];
        private int _newestAsked;

        public FlakyMapStore Inner { get; } = new();

        public bool IsDown { get; set; }

        public int NewestAsked => Volatile.Read(ref _newestAsked);

        public int LoadsOf(string version)
        {
            lock (_loads) return _loads.Count(load => load == version);
        }

        public StoredPriceMap? LoadPriceMap(string version)
        {
            lock (_loads) _loads.Add(version);
            return Inner.LoadPriceMap(version);
        }

        public StoredPriceMap? LoadNewestPriceMap()
        {
            Interlocked.Increment(ref _newestAsked);
            return IsDown ? throw new LedgerException(LedgerFault.Unavailable, "down") : Inner.LoadNewestPriceMap();
        }

        public bool TrySavePriceMap(StoredPriceMap map, string? after) => Inner.TrySavePriceMap(map, after);
    }
}
