using System.Numerics;
using Accounting.Core.Amounts;
using Accounting.Core.Pricing.Rules;
using Accounting.Core.Usage;

namespace Accounting.Core.Pricing;

/// <summary>
/// From a model's prices and the facts of a call to the price of one unit of each meter (LiteLLM 2.5 to 2.8, NEW), all factors applied.
/// </summary>
public static class RateRules
{
    /// <summary>
    /// Unit prices by meter number, each rounded once, half-even, to 1e-24 USD (invariant 4); null where there is none (invariant 5).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Only the band of the prompt is known, and a threshold lies on no band
    /// edge.</exception>
    public static Money?[] UnitPrices(PriceFields prices, PricingFacts facts)
    {
        var rates = new ExactDecimal?[Meters.All.Length];
        var fields = new FieldLookup(prices, facts);
        TokenRates.Fill(fields, facts, rates);
        UnitRates.Fill(fields, facts, rates);
        ToolRates.Fill(fields, facts, rates);
        var uplift = Uplifts.Of(prices, facts);
        var unitPrices = new Money?[rates.Length];
        foreach (var meter in Meters.All)
        {
            if (rates[(int)meter.Meter] is not { } rate) continue;
            var factor = meter.Side == MeterSide.Tool ? facts.Factor : facts.Factor * uplift;
            unitPrices[(int)meter.Meter] = Round(rate * factor, meter);
        }
        return unitPrices;
    }

    private static Money Round(ExactDecimal rate, MeterInfo meter)
    {
        var perUnit = new ExactDecimal(rate.Mantissa, rate.Exponent - meter.PriceDigits);
        var units = perUnit.ToUnits(Money.Scale);
        return BigInteger.Abs(units) <= (BigInteger)Int128.MaxValue
            ? new((Int128)units)
            : throw new OverflowException($"The price of one of {meter.Name} is {perUnit} USD; at most 1.7e14 USD can be kept.");
    }
}
