using System.Collections.Immutable;
using Accounting.Core.Amounts;
using Accounting.Core.Pricing.Resolving;
using Accounting.Core.Usage;

namespace Accounting.Core.Pricing;

/// <summary>The cost of a single call, at any threshold, to the last digit.</summary>
public static class CostCalculator
{
    /// <summary>
    /// Prices a call from a map, at the prices that held at its time; null where the map has no such model (<see cref="CostMap.Resolve"/>
    /// says why).
    /// </summary>
    /// <exception cref="OverflowException">An amount does not fit into <see cref="Money"/>.</exception>
    public static CallCost? Cost(CostMap map, CostRequest request)
    {
        var quantities = request.Quantities.AsSpan();
        if (request.CustomPrices is { } custom) return Cost(custom, FactsOf(request, "", request.Provider), quantities, request.Adjustment);
        if (Find(map, request) is not { } model) return null;
        var row = model.RowAt(request.Time);
        var facts = FactsOf(request, model.Mode, request.Provider.Length > 0 ? request.Provider : model.Provider) with
        {
            OffPeak = row?.Prices.OffPeak?.IsActiveAt(request.Time) ?? false,
        };
        var cost = Cost(row?.Prices ?? PriceFields.None, Surcharges.Add(map, request.Model, facts), quantities, request.Adjustment);
        return cost with { Model = model, Row = row };
    }

    /// <summary>Prices quantities at given prices.</summary>
    /// <exception cref="OverflowException">An amount does not fit into <see cref="Money"/>.</exception>
    public static CallCost Cost(PriceFields prices, PricingFacts facts, ReadOnlySpan<Quantity> quantities,
        PriceAdjustment? adjustment = null)
    {
        var adjusted = adjustment is not null && PriceAdjustment.AppliesTo(facts.Mode) ? adjustment : PriceAdjustment.None;
        var unitPrices = RateRules.UnitPrices(prices, facts with { Factor = facts.Factor * adjusted.Factor });
        var lines = ImmutableArray.CreateBuilder<CostLine>(quantities.Length);
        foreach (var (meter, quantity) in quantities)
        {
            if (quantity == 0 || !meter.IsBilled()) continue;
            var unitPrice = unitPrices[(int)meter];
            lines.Add(new(Meters.Of(meter), quantity, unitPrice, unitPrice is { } price ? price * quantity : null));
        }
        lines.Sort((left, right) => left.Meter.Meter.CompareTo(right.Meter.Meter));
        return new() { Lines = lines.ToImmutable(), FixedMargin = adjusted.FixedMargin };
    }

    private static ModelPrices? Find(CostMap map, CostRequest request)
    {
        foreach (var name in ImageNames.Of("", request.Model, request.ImageSize, request.ImageQuality))
            if (map.ModelOf(name, "", request.Provider, request.Region) is { } image) return image;
        return map.ModelOf(request.Model, "", request.Provider, request.Region);
    }

    private static PricingFacts FactsOf(CostRequest request, string mode, string provider) => new()
    {
        Provider = ProviderNames.Normalize(provider),
        Mode = mode,
        PromptSize = RequestSize.Exactly(request.PromptTokens ?? PromptTokens(request.Quantities)),
        ServiceTier = request.ServiceTier,
        Batch = request.Batch,
        Speed = request.Speed,
        Region = request.Region,
        Residency = request.Residency,
        ImageSize = request.ImageSize,
    };

    private static long PromptTokens(ImmutableArray<Quantity> quantities) =>
        quantities.Where(quantity => quantity.Meter < Meter.OutputTokens).Sum(quantity => quantity.Amount);
}
