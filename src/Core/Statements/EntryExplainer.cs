using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Versions;
using Accounting.Core.Usage;

namespace Accounting.Core.Statements;

/// <summary>Says of entries which prices gave their amounts. Not thread-safe.</summary>
public sealed class EntryExplainer(HeldCostMaps maps)
{
    public ExplainedEntry Explain(LedgerEntry entry)
    {
        var by = PricedBy.Of(entry);
        var map = maps[by.Version];
        // What has no amount was not priced at all, though some of its meters may have prices.
        var rates = entry.Amount is null ? null : map?.Find(entry.Key, by.UndatedAt);
        var origin = rates is null ? null : map?.OriginOf(entry.Key, by.UndatedAt);
        var meters = entry.Quantities.Where(quantity => quantity.Meter.IsBilled())
            .Select(quantity => new ExplainedMeter(Meters.Of(quantity.Meter), quantity.Amount, PriceOf(by.Version, rates?[quantity.Meter], Meters.Of(quantity.Meter), origin))).ToList();
        return new(entry, meters, IsDerived(entry, meters));
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
