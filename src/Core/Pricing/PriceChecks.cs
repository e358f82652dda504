using System.Globalization;
using Accounting.Core.Amounts;
using Accounting.Core.Pricing.Agreements;
using Accounting.Core.Usage;

namespace Accounting.Core.Pricing;

/// <summary>What every price must fulfil before it is registered (design: Pricing). A list of findings; none: all is well.</summary>
internal static class PriceChecks
{
    /// <summary>Findings about one model's prices by themselves.</summary>
    public static IEnumerable<PriceProblem> Check(string model, PriceFields prices) =>
        CheckValues(model, prices).Concat(CheckBands(model, prices)).Concat(CheckSlots(model, prices));

    /// <summary>Findings about a change of prices: a hundred times, or a hundredth, is a mistake in the unit.</summary>
    public static IEnumerable<PriceProblem> CheckChange(string model, PriceFields before, PriceFields after)
    {
        foreach (var (field, now) in after.Values)
        {
            if (before[field] is not { IsZero: false } then || now.IsZero || IsFactor(field) || IsTerm(field)) continue;
            var jump = new ExactDecimal(PricingLimits.JumpMax, 0);
            if (now < then * jump && then < now * jump) continue;
            yield return new(PriceProblemKind.Jump, model, field,
                $"{model}: {field} changes from {then} to {now}, {PricingLimits.JumpMax} times or more. "
                + "Check the unit (USD per unit); force the change if it is right.");
        }
    }

    private static IEnumerable<PriceProblem> CheckValues(string model, PriceFields prices)
    {
        foreach (var (field, value) in AllValues(prices))
        {
            if (value.IsNegative)
                yield return new(PriceProblemKind.NegativePrice, model, field, $"{model}: {field} is {value}; a price is never negative.");
            else if (IsTerm(field))
            {
                if (value > ExactDecimal.One)
                    yield return new(field == Agreement.DiscountField ? PriceProblemKind.PriceTooLarge : PriceProblemKind.WrongUnit, model, field,
                        $"{model}: {field} is {value}; expected a fraction from 0 to 1, such as 0.05 for five per cent. A larger margin can be forced.");
            }
            else if (value > PricingLimits.UnitPriceMax || (IsFactor(field) && value.IsZero))
                yield return new(PriceProblemKind.PriceTooLarge, model, field,
                    $"{model}: {field} is {value}; expected at most {PricingLimits.UnitPriceMax}, and no factor of 0.");
            else if (IsPerToken(field) && value >= TokenPriceMax(field))
                yield return new(PriceProblemKind.WrongUnit, model, field,
                    $"{model}: {field} is {value} USD for one token. If that is a price per thousand "
                    + "or per million tokens, divide it; force it if it is right.");
            else if (IsPerQuery(field) && value >= PricingLimits.QueryPriceMax)
                yield return new(PriceProblemKind.WrongUnit, model, field,
                    $"{model}: {field} is {value} USD for one query. If that is a price per thousand queries, divide it; force it if it is right.");
        }
    }

    private static IEnumerable<PriceProblem> CheckBands(string model, PriceFields prices)
    {
        foreach (var (field, _) in prices.Values)
            if (PriceThreshold.Parse(field) is { } threshold && !IsEdge(threshold.Size))
                yield return OffBand(model, field, threshold.Size);
        foreach (var tier in prices.Tiers)
            if (tier.Kind == PriceTierKind.PromptTokens && tier.From != 0 && !IsEdge(tier.From))
                yield return OffBand(model, "tiered_pricing", tier.From);
    }

    private static IEnumerable<PriceProblem> CheckSlots(string model, PriceFields prices)
    {
        const int SlotMinutes = Slot.Seconds / 60;
        if (prices.OffPeak is { } offPeak
            && offPeak.Windows.Any(window => window.FromMinute % SlotMinutes != 0 || window.ToMinute % SlotMinutes != 0))
            yield return new(PriceProblemKind.OffSlot, model, "off_peak_pricing",
                $"{model}: an off-peak window begins or ends within a quarter of an hour; use quarters.");
    }

    private static PriceProblem OffBand(string model, string field, long size)
    {
        var edges = Band.Edges.ToArray();
        var nearest = edges.Where(edge => edge < size).TakeLast(1).Concat(edges.Where(edge => edge > size).Take(1));
        return new(PriceProblemKind.OffBand, model, field, string.Create(CultureInfo.InvariantCulture,
            $"{model}: {field} changes the price at {size} tokens, which is no band edge; the nearest are {string.Join(" and ", nearest)}. ")
            + "`accounting cost` prices single calls at any threshold.");
    }

    private static bool IsEdge(long size) => Band.Edges.Contains(size);

    private static IEnumerable<KeyValuePair<string, ExactDecimal>> AllValues(PriceFields prices) =>
        prices.Values.Concat(prices.Tiers.SelectMany(tier => tier.Prices.Values))
            .Concat((prices.OffPeak?.Prices ?? PriceFields.None).Values);

    private static bool IsFactor(string field) =>
        field.Contains("_multiplier", StringComparison.Ordinal) || field.StartsWith("provider_specific_entry.", StringComparison.Ordinal);

    private static bool IsTerm(string field) => field is Agreement.DiscountField or Agreement.MarginField;

    private static ExactDecimal TokenPriceMax(string field) =>
        field.Contains("output_", StringComparison.Ordinal) ? PricingLimits.TokenPriceMax : PricingLimits.InputTokenPriceMax;

    private static bool IsPerQuery(string field) => field.Contains("_per_query", StringComparison.Ordinal);

    private static bool IsPerToken(string field) =>
        field.Contains("_token", StringComparison.Ordinal) && !field.Contains("1k_tokens", StringComparison.Ordinal)
        && (field.Contains("_per_token", StringComparison.Ordinal) || field.Contains("_token_cost", StringComparison.Ordinal)
            || field.Contains("_audio_token", StringComparison.Ordinal) || field.Contains("_image_token", StringComparison.Ordinal)
            || field.Contains("_video_token", StringComparison.Ordinal) || field.Contains("_reasoning_token", StringComparison.Ordinal));
}
