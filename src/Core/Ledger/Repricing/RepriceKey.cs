using Accounting.Core.Amounts;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.Core.Ledger.Repricing;

/// <summary>
/// The entries of one key, priced again, and kept apart by run and by the version that they are priced with by now: an adjustment from
/// one version to another
/// moves what was at the first to the second. Reused from key to key. Not thread-safe.
/// </summary>
/// <remarks>
/// Each entry of calls is priced as a whole or not at all, so what a version makes of it does not depend on what else was posted, and the
/// same version once more changes nothing.
/// </remarks>
public sealed class RepriceKey(IPriceList prices)
{
    private readonly List<RepriceBucket> _spare = [];
    private readonly List<RepriceBucket> _buckets = [];
    private readonly Dictionary<int, Rates?> _ratesOfRuns = [];
    private Rates? _rates;
    private bool _isFound;

    /// <summary>The key's number in the ledger.</summary>
    public long Number { get; private set; }

    public EntryKey Key { get; private set; } = null!;

    /// <summary>In the order in which they were met.</summary>
    public IReadOnlyList<RepriceBucket> Buckets => _buckets;

    /// <summary>Begins with a key.</summary>
    public void Begin(long number, EntryKey key)
    {
        (Number, Key) = (number, key);
        _spare.AddRange(_buckets);
        _buckets.Clear();
        _ratesOfRuns.Clear();
        _isFound = false;
    }

    /// <summary>Adds an entry; those of a key come in the order of their numbers.</summary>
    /// <param name="entry">Its number.</param>
    /// <param name="posting">What posted it.</param>
    /// <param name="calls">How many calls it has.</param>
    /// <param name="unpricedCalls">How many calls more have no amount.</param>
    /// <param name="amount">What it adds.</param>
    /// <param name="quantities">What its calls used.</param>
    public void Add(long entry, RepricePosting posting, long calls, long unpricedCalls, Money? amount, ReadOnlySpan<Quantity> quantities)
    {
        var bucket = BucketOf(posting.Run, posting.IsAdjustment ? posting.OldVersion : posting.Version);
        bucket.LastEntry = entry;
        bucket.Calls += calls;
        bucket.Old += amount ?? Money.Zero;
        bucket.OldUnpriced += unpricedCalls;
        if (posting.IsAdjustment) Move(bucket, posting.Version);
        else Charge(bucket, calls, quantities, RatesOf(posting));
    }

    private static void Charge(RepriceBucket bucket, long calls, ReadOnlySpan<Quantity> quantities, Rates? rates)
    {
        if (rates?.ChargeOrNull(quantities) is { } amount)
        {
            bucket.New += amount;
            return;
        }
        bucket.NewUnpriced += calls;
        foreach (var quantity in quantities)
            if (quantity.Meter.IsBilled() && Meters.Of(quantity.Meter).IsTokens) bucket.NewUnpricedTokens += quantity.Amount;
    }

    private Rates? RatesOf(RepricePosting posting)
    {
        if (!Key.Slot.IsUndated)
        {
            // Only calls without a time depend on their run.
            if (!_isFound) (_rates, _isFound) = (prices.Find(Key, posting.UndatedAt), true);
            return _rates;
        }
        if (!_ratesOfRuns.TryGetValue(posting.Run, out var rates)) _ratesOfRuns.Add(posting.Run, rates = prices.Find(Key, posting.UndatedAt));
        return rates;
    }

    private void Move(RepriceBucket bucket, string version)
    {
        if (bucket.Version == version) return;
        if (Find(bucket.Run, version) is not { } other)
        {
            bucket.Version = version;
            return;
        }
        other.Take(bucket);
        _buckets.Remove(bucket);
        _spare.Add(bucket);
    }

    private RepriceBucket BucketOf(int run, string version)
    {
        if (Find(run, version) is { } known) return known;
        var bucket = _spare.Count > 0 ? _spare[^1] : new();
        if (_spare.Count > 0) _spare.RemoveAt(_spare.Count - 1);
        bucket.Clear(run, version);
        _buckets.Add(bucket);
        return bucket;
    }

    private RepriceBucket? Find(int run, string version)
    {
        foreach (var bucket in _buckets)
            if (bucket.Run == run && bucket.Version == version) return bucket;
        return null;
    }
}
