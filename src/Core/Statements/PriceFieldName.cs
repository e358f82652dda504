using Accounting.Core.Amounts;
using Accounting.Core.Pricing;

namespace Accounting.Core.Statements;

/// <summary>Which field of a price row gave a unit price.</summary>
public static class PriceFieldName
{
    private const string Tiered = "tiered_pricing.";
    private const string OffPeak = "off_peak_pricing.";

    /// <summary>
    /// The field of the meter, or of what stands in for it, that has the very price; where factors made the price, the field of the meter
    /// that they were applied to. Empty: none.
    /// </summary>
    /// <param name="row">The row that held.</param>
    /// <param name="meter">The meter.</param>
    /// <param name="unitPrice">Its price with all factors.</param>
    public static string Of(PriceRow row, MeterInfo meter, Money unitPrice)
    {
        var fields = Fields(row.Prices).Where(field => PerUnit(field.Value, meter) == unitPrice).Select(field => field.Name).ToList();
        return fields.FirstOrDefault(field => BaseOf(field) == meter.Field)
            ?? fields.FirstOrDefault(field => BaseOf(field).StartsWith(meter.Field, StringComparison.Ordinal))
            ?? fields.FirstOrDefault(field => IsOfSide(field, meter))
            ?? (row.Prices[meter.Field] is not null ? meter.Field : "");
    }

    private static IEnumerable<(string Name, ExactDecimal Value)> Fields(PriceFields prices)
    {
        foreach (var (field, value) in prices.Values) yield return (field, value);
        foreach (var tier in prices.Tiers)
            foreach (var (field, value) in tier.Prices.Values) yield return (Tiered + field, value);
        if (prices.OffPeak is null) yield break;
        foreach (var (field, value) in prices.OffPeak.Prices.Values) yield return (OffPeak + field, value);
    }

    private static string BaseOf(string field)
    {
        foreach (var prefix in (ReadOnlySpan<string>)[Tiered, OffPeak])
            if (field.StartsWith(prefix, StringComparison.Ordinal)) return field[prefix.Length..];
        return field;
    }

    private static bool IsOfSide(string field, MeterInfo meter) => meter.Side switch
    {
        MeterSide.Input => BaseOf(field).StartsWith("input_", StringComparison.Ordinal) || BaseOf(field).StartsWith("cache_", StringComparison.Ordinal),
        MeterSide.Output => BaseOf(field).StartsWith("output_", StringComparison.Ordinal),
        _ => false,
    };

    private static Money? PerUnit(ExactDecimal price, MeterInfo meter)
    {
        var perUnit = new ExactDecimal(price.Mantissa, price.Exponent - meter.PriceDigits);
        return Money.TryParse(perUnit.ToString(), out var money) ? money : null;
    }
}
