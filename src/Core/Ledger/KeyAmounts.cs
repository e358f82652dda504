using System.Runtime.InteropServices;
using Accounting.Core.Amounts;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Versions;
using Accounting.Core.Usage;

namespace Accounting.Core.Ledger;

/// <summary>
/// What was posted for the present key, by run and by the version that it is priced with by now, so that an adjustment can be derived again:
/// it takes what a run has at one version to what another version makes of it. Not thread-safe.
/// </summary>
internal sealed class KeyAmounts(HeldCostMaps maps)
{
    private readonly Dictionary<(string Run, string Version), Bucket> _buckets = [];
    private EntryKey? _key;

    /// <summary>Adds the next entry; answers what is wrong with it.</summary>
    public IEnumerable<string> Add(LedgerEntry entry)
    {
        if (!entry.Key.Equals(_key))
        {
            _key = entry.Key;
            _buckets.Clear();
        }
        if (entry.Posting.Kind == EntryKind.Adjustment) return Adjust(entry);
        // A void takes back all of a run, whatever it was priced with by then.
        if (entry.Posting.Kind == EntryKind.Void) Forget(entry.Posting.Run);
        else BucketOf(entry.Posting.Run, entry.Posting.PriceVersion).Add(entry);
        return entry.Calls == 0 && entry.Quantities.Count == 0 ? [] : Charge(entry);
    }

    private IEnumerable<string> Charge(LedgerEntry entry)
    {
        if (maps[entry.Posting.PriceVersion] is not { } prices) yield break;
        var amount = ChargeOrNull(prices.Find(entry.Key, entry.Posting.UndatedAt), entry.Quantities);
        if (amount != entry.Amount)
        {
            yield return $"has {Usd(entry.Amount)}, but {Text(entry.Quantities)} come to {Usd(amount)}. "
                + "A price, a quantity or the amount is not what it was when it was posted.";
        }
    }

    private IEnumerable<string> Adjust(LedgerEntry entry)
    {
        var (run, from, to) = (entry.Posting.Run, entry.Posting.OldPriceVersion ?? "", entry.Posting.PriceVersion);
        if (!_buckets.Remove((run, from), out var bucket))
        {
            yield return $"adjusts from version {from}, but its run has nothing at that version.";
            yield break;
        }
        bucket.Adjust(entry);
        if (maps[to] is { } prices)
        {
            var (amount, unpriced) = bucket.ChargeWith(prices.Find(entry.Key, entry.Posting.UndatedAt));
            if (amount != bucket.Amount)
            {
                var before = bucket.Amount - (entry.Amount ?? Money.Zero);
                yield return $"takes {Usd(before)} at version {from} to {Usd(bucket.Amount)}, but version {to} makes of it {Usd(amount)}.";
            }
            if (unpriced != bucket.UnpricedCalls) yield return $"leaves {bucket.UnpricedCalls} calls without a price, but version {to} leaves {unpriced}.";
        }
        BucketOf(run, to).Take(bucket);
    }

    private Bucket BucketOf(string run, string version)
    {
        if (!_buckets.TryGetValue((run, version), out var bucket)) _buckets.Add((run, version), bucket = new());
        return bucket;
    }

    private void Forget(string run)
    {
        foreach (var key in _buckets.Keys.Where(key => key.Run == run).ToList()) _buckets.Remove(key);
    }

    private static Money? ChargeOrNull(Rates? rates, IReadOnlyList<Quantity> quantities) =>
        rates?.ChargeOrNull(quantities is List<Quantity> list ? CollectionsMarshal.AsSpan(list) : quantities.ToArray());

    private static string Usd(Money? amount) => amount is { } money ? $"{money} USD" : "no amount";

    private static string Text(IReadOnlyList<Quantity> quantities) =>
        quantities.Count == 0 ? "no quantities" : string.Join(", ", quantities.Select(quantity => $"{quantity.Amount} {Meters.Of(quantity.Meter).Name}"));

    private sealed class Bucket
    {
        private readonly List<(long Calls, IReadOnlyList<Quantity> Quantities)> _charges = [];

        public Money Amount { get; private set; }

        public long UnpricedCalls { get; private set; }

        public void Add(LedgerEntry entry)
        {
            _charges.Add((entry.Calls, entry.Quantities));
            Adjust(entry);
        }

        public void Adjust(LedgerEntry entry)
        {
            Amount += entry.Amount ?? Money.Zero;
            UnpricedCalls += entry.UnpricedCalls;
        }

        public void Take(Bucket other)
        {
            _charges.AddRange(other._charges);
            Amount += other.Amount;
            UnpricedCalls += other.UnpricedCalls;
        }

        /// <summary>What prices make of it: each entry of calls is priced as a whole, or not at all.</summary>
        public (Money Amount, long UnpricedCalls) ChargeWith(Rates? rates)
        {
            var (sum, unpriced) = (Money.Zero, 0L);
            foreach (var (calls, quantities) in _charges)
            {
                if (ChargeOrNull(rates, quantities) is { } amount) sum += amount;
                else unpriced += calls;
            }
            return (sum, unpriced);
        }
    }
}
