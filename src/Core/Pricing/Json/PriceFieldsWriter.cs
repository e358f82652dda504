using System.Globalization;
using System.Text.Json;
using Accounting.Core.Amounts;

namespace Accounting.Core.Pricing.Json;

/// <summary>Writes price fields in their one canonical form: sorted by name, decimals as texts without zeros at their end.</summary>
internal static class PriceFieldsWriter
{
    public static void Write(Utf8JsonWriter writer, PriceFields prices)
    {
        writer.WriteStartObject();
        WriteMembers(writer, prices);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, PriceFields prices)
    {
        foreach (var (field, value) in prices.Values)
            if (!field.Contains('.', StringComparison.Ordinal)) writer.WriteString(field, value.ToString());
        foreach (var group in prices.Values.Where(pair => pair.Key.Contains('.', StringComparison.Ordinal))
            .GroupBy(pair => pair.Key[..pair.Key.IndexOf('.', StringComparison.Ordinal)]))
        {
            writer.WriteStartObject(group.Key);
            foreach (var (field, value) in group) writer.WriteString(field[(group.Key.Length + 1)..], value.ToString());
            writer.WriteEndObject();
        }
        if (!prices.Tiers.IsEmpty)
        {
            writer.WriteStartArray("tiered_pricing");
            foreach (var tier in prices.Tiers) WriteTier(writer, tier);
            writer.WriteEndArray();
        }
        if (prices.OffPeak is { } offPeak) WriteOffPeak(writer, offPeak);
    }

    private static void WriteTier(Utf8JsonWriter writer, PriceTier tier)
    {
        writer.WriteStartObject();
        writer.WriteStartArray(tier.Kind == PriceTierKind.PromptTokens ? "range" : "max_results_range");
        writer.WriteNumberValue(tier.From);
        if (tier.To is { } to) writer.WriteNumberValue(to);
        else writer.WriteNullValue();
        writer.WriteEndArray();
        WriteMembers(writer, tier.Prices);
        writer.WriteEndObject();
    }

    private static void WriteOffPeak(Utf8JsonWriter writer, OffPeakPricing offPeak)
    {
        writer.WriteStartObject("off_peak_pricing");
        writer.WriteStartArray("windows");
        foreach (var window in offPeak.Windows)
        {
            writer.WriteStartObject();
            writer.WriteString("hours_utc", OffPeakWindows.Write(window));
            if (!window.Weekdays.IsEmpty)
            {
                writer.WriteStartArray("weekdays");
                foreach (var day in window.Weekdays) writer.WriteStringValue(OffPeakWindows.Write(day));
                writer.WriteEndArray();
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        if (offPeak.TimeZone.Length > 0) writer.WriteString("weekday_timezone", offPeak.TimeZone);
        WriteMembers(writer, offPeak.Prices);
        writer.WriteEndObject();
    }
}
