using System.Collections.Immutable;

namespace Accounting.Core.Pricing.Versions;

/// <summary>
/// Compares what two versions of the cost map say that calls cost. Rows that say the same in other words (another source, another moment of
/// knowing) are no difference.
/// </summary>
public static class CostMapDiff
{
    /// <summary>All differences, by model and time.</summary>
    public static IEnumerable<PriceDifference> Of(CostMap old, CostMap now)
    {
        var before = old.Models.ToDictionary(model => model.FullName, StringComparer.Ordinal);
        var after = now.Models.ToDictionary(model => model.FullName, StringComparer.Ordinal);
        foreach (var name in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            var (left, right) = (before.GetValueOrDefault(name), after.GetValueOrDefault(name));
            // Most models are the very same object in both.
            if (ReferenceEquals(left, right)) continue;
            foreach (var difference in Of(left, right)) yield return difference;
        }
    }

    private static IEnumerable<PriceDifference> Of(ModelPrices? old, ModelPrices? now)
    {
        PriceDifference? last = null;
        foreach (var left in PeriodsOf(old))
            foreach (var right in PeriodsOf(now))
            {
                if (left.Within(right.From, right.To) is not { } both || SamePrices(left.Prices, right.Prices)) continue;
                if (last is not null && last.To == both.From && last.Old == left.Row && last.New == right.Row)
                {
                    last = last with { To = both.To };
                    continue;
                }
                if (last is not null) yield return last;
                last = new(now ?? old!, both.From, both.To, left.Row, right.Row);
            }
        if (last is not null) yield return last;
    }

    private static ImmutableArray<PricePeriod> PeriodsOf(ModelPrices? model) => model is null ? [new(null, null, null)] : PriceTimeline.Of(model);

    private static bool SamePrices(PriceFields? left, PriceFields? right) =>
        left is null || right is null ? left is null && right is null : left.SameAs(right);
}
