using System.Collections.Immutable;
using System.Text.Json;
using Accounting.Core.Amounts;

namespace Accounting.Core.Pricing.Json;

/// <summary>
/// Reads LiteLLM's price fields (LiteLLM 4) from a JSON object. Numbers keep every digit of their text; what is no price is left out or
/// complained about.
/// </summary>
internal sealed class PriceFieldsReader
{
    private readonly List<string> _complaints = [];

    /// <summary>What could not be read, one sentence each.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Whether a member of an entry is about money at all.</summary>
    public static bool IsPriceField(string name) =>
        (name.Contains("_cost", StringComparison.Ordinal) || name.StartsWith("cost_", StringComparison.Ordinal)
            || name.Contains("_multiplier", StringComparison.Ordinal)
            || name is "tiered_pricing" or "off_peak_pricing" or "provider_specific_entry" or "agreement")
        && !name.Contains("_dbu_", StringComparison.Ordinal);

    public PriceFields Read(JsonElement entry)
    {
        var values = new Dictionary<string, ExactDecimal>(StringComparer.Ordinal);
        var tiers = ImmutableArray<PriceTier>.Empty;
        OffPeakPricing? offPeak = null;
        foreach (var member in entry.EnumerateObject())
        {
            if (!IsPriceField(member.Name)) continue;
            if (member is { Name: "tiered_pricing", Value.ValueKind: JsonValueKind.Array }) tiers = ReadTiers(member.Value);
            else if (member is { Name: "off_peak_pricing", Value.ValueKind: JsonValueKind.Object }) offPeak = ReadOffPeak(member.Value);
            else if (member.Value.ValueKind == JsonValueKind.Object) ReadNested(member.Name, member.Value, values);
            else ReadValue(member.Name, member.Value, values);
        }
        return new(values, tiers, offPeak);
    }

    /// <summary>A number, or a text that is one; null for all else. Booleans are no numbers here.</summary>
    public static ExactDecimal? Number(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => value.GetString(),
            _ => null,
        };
        return ExactDecimal.TryParse(text, out var number) ? number : null;
    }

    private void ReadValue(string name, JsonElement value, Dictionary<string, ExactDecimal> values)
    {
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False) return;
        if (Number(value) is { } number) values[name] = number;
        else _complaints.Add($"{name} is {Shortened(value)}, not a decimal number.");
    }

    private void ReadNested(string name, JsonElement value, Dictionary<string, ExactDecimal> values)
    {
        foreach (var member in value.EnumerateObject())
        {
            // provider_specific_entry holds switches and texts beside factors.
            if (Number(member.Value) is { } number) values[$"{name}.{member.Name}"] = number;
            else if (name != "provider_specific_entry") ReadValue($"{name}.{member.Name}", member.Value, values);
        }
    }

    private ImmutableArray<PriceTier> ReadTiers(JsonElement array)
    {
        var tiers = ImmutableArray.CreateBuilder<PriceTier>();
        foreach (var item in array.EnumerateArray())
        {
            if (tiers.Count == PricingLimits.TiersMax || item.ValueKind != JsonValueKind.Object || ReadTier(item) is not { } tier)
            {
                _complaints.Add($"tiered_pricing holds {Shortened(item)}; expected at most {PricingLimits.TiersMax} objects "
                    + "with a range of two whole numbers and prices.");
                return [];
            }
            tiers.Add(tier);
        }
        return tiers.ToImmutable();
    }

    private PriceTier? ReadTier(JsonElement item)
    {
        var kind = item.TryGetProperty("range", out var range) ? PriceTierKind.PromptTokens : PriceTierKind.MaxResults;
        if (kind == PriceTierKind.MaxResults && !item.TryGetProperty("max_results_range", out range)) return null;
        if (range.ValueKind != JsonValueKind.Array || range.GetArrayLength() != 2 || Whole(range[0]) is not { } from) return null;
        var open = range[1].ValueKind == JsonValueKind.Null;
        var to = Whole(range[1]);
        return open || to > from ? new(kind, from, to, Read(item)) : null;
    }

    private OffPeakPricing? ReadOffPeak(JsonElement value)
    {
        var windows = ImmutableArray.CreateBuilder<OffPeakWindow>();
        if (value.TryGetProperty("hours_utc", out var hours)) OffPeakWindows.Add(hours, [], windows);
        if (value.TryGetProperty("windows", out var list) && list.ValueKind == JsonValueKind.Array)
            foreach (var window in list.EnumerateArray()) OffPeakWindows.Add(window, windows);
        var named = value.TryGetProperty("weekday_timezone", out var name) && name.ValueKind == JsonValueKind.String;
        var zone = named ? name.GetString()! : "";
        return windows.Count == 0 ? null : new(windows.ToImmutable(), zone, Read(value));
    }

    /// <summary>A whole number, also as <c>256000.0</c> or in a text.</summary>
    public static long? Whole(JsonElement value)
    {
        if (Number(value) is not { } number || number.Exponent < 0 || number.Exponent > 18) return null;
        var whole = number.ToUnits(0);
        return whole >= 0 && whole <= long.MaxValue ? (long)whole : null;
    }

    private static string Shortened(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= 60 ? text : text[..60] + "…";
    }
}
