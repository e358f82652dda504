using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Amounts;
using Accounting.Core.Pricing;

namespace Accounting.BatchClient.Models;

/// <summary>All fields of a price row, every digit: per unit, and per million where the unit is a token or a character.</summary>
internal static class PriceTable
{
    public static void Write(CommandContext context, PriceFields prices)
    {
        var table = new TextTable("price", "#USD per unit", "#per million");
        foreach (var (field, value) in prices.Values) Add(table, field, value);
        foreach (var tier in prices.Tiers)
        {
            var range = $"tier {Numbers.Count(tier.From)} to {(tier.To is { } to ? Numbers.Count(to) : "∞")}: ";
            foreach (var (field, value) in tier.Prices.Values) Add(table, range + field, value);
        }
        if (prices.OffPeak is { } offPeak)
            foreach (var (field, value) in offPeak.Prices.Values) Add(table, "off peak: " + field, value);
        table.Write(context);
    }

    private static void Add(TextTable table, string field, ExactDecimal value)
    {
        var isSmallUnit = field.Contains("_token", StringComparison.Ordinal) || field.Contains("_character", StringComparison.Ordinal);
        table.Add(field, value.ToString(), isSmallUnit ? (value * new ExactDecimal(1_000_000, 0)).ToString() : "");
    }
}
