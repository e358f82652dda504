using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Versions;
using Accounting.Core.Usage;

namespace Accounting.Core.Statements;

/// <summary>
/// Says of entries, in the order of their numbers, which prices gave their amounts. Remembers 8 bytes per key: which meters it uses. Not thread-safe.
/// </summary>
public sealed class EntryExplainer(HeldCostMaps maps)
{
    private readonly Dictionary<EntryKey, ulong> _metersOf = [];

    public ExplainedEntry Explain(LedgerEntry entry)
    {
        if (entry.Posting is { Kind: EntryKind.Adjustment, OldPriceVersion: { } old })
            return new(entry, [], true) { Changes = [.. Changes(entry, old)] };
        var used = _metersOf.GetValueOrDefault(entry.Key);
        foreach (var (meter, _) in entry.Quantities) used |= 1UL << (int)meter;
        _metersOf[entry.Key] = used;
        var by = PricedBy.Of(entry);
        var map = maps[by.Version];
        // What has no amount was not priced at all, though some of its meters may have prices.
        var rates = entry.Amount is null ? null : map?.Find(entry.Key, by.UndatedAt);
        var origin = rates is null ? null : map?.OriginOf(entry.Key, by.UndatedAt);
        var meters = new List<ExplainedMeter>();
        foreach (var (meter, quantity) in entry.Quantities)
            if (meter.IsBilled()) meters.Add(new(Meters.Of(meter), quantity, PriceOf(by.Version, rates?[meter], Meters.Of(meter), origin)));
        return new(entry, meters, IsDerived(entry, meters));
    }

    private IEnumerable<PriceChange> Changes(LedgerEntry entry, string oldVersion)
    {
        var undatedAt = PricedBy.Of(entry).UndatedAt;
        var used = _metersOf.GetValueOrDefault(entry.Key);
        var (before, after) = (PricesOf(oldVersion), PricesOf(entry.Posting.PriceVersion));
        foreach (var meter in Meters.All)
        {
            if ((used & 1UL << (int)meter.Meter) == 0 || !meter.Meter.IsBilled()) continue;
            var change = new PriceChange(meter, before(meter), after(meter));
            if (change.Old?.UnitPrice != change.New?.UnitPrice) yield return change;
        }

        Func<MeterInfo, UsedPrice?> PricesOf(string version)
        {
            var map = maps[version];
            var (rates, origin) = (map?.Find(entry.Key, undatedAt), map?.OriginOf(entry.Key, undatedAt));
            return meter => PriceOf(version, rates?[meter.Meter], meter, origin);
        }
    }

    private static UsedPrice? PriceOf(string version, Money? unitPrice, MeterInfo meter, PriceOrigin? origin)
    {
        if (unitPrice is not { } price || origin is null) return null;
        var field = origin.Row is { } row ? PriceFieldName.Of(row, meter, price) : "";
        return new(version, origin.Model.FullName, field, price, origin.Factor, origin.Row, origin.Terms);
    }

    private static bool IsDerived(LedgerEntry entry, List<ExplainedMeter> meters)
    {
        if (entry is { Calls: 0, Quantities.Count: 0 } || entry.Amount is null) return true;
        var sum = Money.Zero;
        foreach (var meter in meters)
        {
            if (meter.Amount is not { } amount) return false;
            sum += amount;
        }
        return sum == entry.Amount;
    }
}
