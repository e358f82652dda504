namespace Accounting.Core.Pricing.Import;

/// <summary>Takes out of prices what the ledger's bands and slots cannot tell apart; what remains can be applied to sums.</summary>
internal static class BandFilter
{
    /// <summary>
    /// The prices without the parts that <see cref="PriceChecks"/> finds off a band edge or a slot, which go to <paramref name="removed"/>.
    /// </summary>
    public static PriceFields Apply(string model, PriceFields prices, List<PriceProblem> removed)
    {
        var problems = PriceChecks.Check(model, prices)
            .Where(problem => problem.Kind is PriceProblemKind.OffBand or PriceProblemKind.OffSlot).ToList();
        if (problems.Count == 0) return prices;
        removed.AddRange(problems);
        var fields = problems.Select(problem => problem.Field).ToHashSet(StringComparer.Ordinal);
        return new(
            prices.Values.Where(pair => !fields.Contains(pair.Key)),
            fields.Contains("tiered_pricing") ? [] : prices.Tiers,
            fields.Contains("off_peak_pricing") ? null : prices.OffPeak);
    }
}
