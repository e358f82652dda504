using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Accounting.Core.Amounts;
using Accounting.Core.Pricing.Json;

namespace Accounting.Core.Pricing.Import;

/// <summary>The prices of one model of genai-prices, as LiteLLM's fields in USD per unit.</summary>
internal sealed class GenAiPrices
{
    private static readonly ExactDecimal s_perMillion = new(1, -6);
    private static readonly ExactDecimal s_perThousand = new(1, -3);

    private static readonly FrozenDictionary<string, string[]> s_fields = new Dictionary<string, string[]>
    {
        ["input_mtok"] = ["input_cost_per_token"],
        ["output_mtok"] = ["output_cost_per_token"],
        ["cache_read_mtok"] = ["cache_read_input_token_cost"],
        ["cache_write_mtok"] = ["cache_creation_input_token_cost"],
        ["cache_write_5m_mtok"] = ["cache_creation_input_token_cost"],
        ["cache_write_1h_mtok"] = ["cache_creation_input_token_cost_above_1hr"],
        ["input_audio_mtok"] = ["input_cost_per_audio_token"],
        ["output_audio_mtok"] = ["output_cost_per_audio_token"],
        ["cache_audio_read_mtok"] = ["cache_read_input_audio_token_cost"],
        ["input_image_mtok"] = ["input_cost_per_image_token"],
        ["output_image_mtok"] = ["output_cost_per_image_token"],
        ["cache_image_read_mtok"] = ["cache_read_input_image_token_cost"],
        ["input_video_mtok"] = ["input_cost_per_video_token"],
        ["output_video_mtok"] = ["output_cost_per_video_token"],
        ["output_reasoning_mtok"] = ["output_cost_per_reasoning_token"],
        ["output_citation_mtok"] = ["citation_cost_per_token"],
        ["requests_kcount"] = ["input_cost_per_request"],
        ["web_searches_kcount"] =
        [
            "search_context_cost_per_query.search_context_size_low", "search_context_cost_per_query.search_context_size_medium",
            "search_context_cost_per_query.search_context_size_high",
        ],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly List<string> _complaints = [];
    private readonly SortedDictionary<DateTimeOffset, PriceFields> _later = [];

    /// <summary>What holds since ever.</summary>
    public PriceFields First { get; private set; } = PriceFields.None;

    /// <summary>What holds from a day on, by day.</summary>
    public ImmutableArray<DatedPrices> Later => [.. _later.Select(pair => new DatedPrices(pair.Key, pair.Value))];

    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>One object of prices, or a list of such under conditions, where the last that holds counts.</summary>
    public void Read(JsonElement prices)
    {
        if (prices.ValueKind == JsonValueKind.Object) First = Fields(prices);
        else if (prices.ValueKind == JsonValueKind.Array)
            foreach (var item in prices.EnumerateArray()) ReadConditional(item);
        else _complaints.Add("prices is neither an object nor a list.");
    }

    private void ReadConditional(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("prices", out var prices) || prices.ValueKind != JsonValueKind.Object)
        {
            _complaints.Add("prices holds an entry without an object of prices.");
            return;
        }
        var fields = Fields(prices);
        if (!item.TryGetProperty("constraint", out var constraint) || constraint.ValueKind == JsonValueKind.Null) First = fields;
        else if (Day(constraint) is { } day) _later[day] = fields;
        // Within these hours these prices hold, and outside of them what held so far.
        else if (Hours(constraint) is { } peak) First = new(fields.Values, fields.Tiers, new([new(peak.To, peak.From, [])], "", First));
        else _complaints.Add($"prices under the condition {Shortened(constraint)} are left out.");
    }

    private PriceFields Fields(JsonElement prices)
    {
        var values = new Dictionary<string, ExactDecimal>(StringComparer.Ordinal);
        foreach (var member in prices.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null) continue;
            if (!s_fields.TryGetValue(member.Name, out var fields)) _complaints.Add($"{member.Name} has no field here; it is left out.");
            else foreach (var field in fields) Add(values, field, member);
        }
        return new(values);
    }

    private void Add(Dictionary<string, ExactDecimal> values, string field, JsonProperty price)
    {
        var unit = price.Name.EndsWith("_mtok", StringComparison.Ordinal) ? s_perMillion : s_perThousand;
        var (value, tiers) = (price.Value, default(JsonElement));
        if (value.ValueKind == JsonValueKind.Object)
        {
            price.Value.TryGetProperty("base", out value);
            price.Value.TryGetProperty("tiers", out tiers);
        }
        if (PriceFieldsReader.Number(value) is { } number) values[field] = number * unit;
        else _complaints.Add($"{price.Name} is {Shortened(price.Value)}, not a decimal number.");
        if (tiers.ValueKind != JsonValueKind.Array) return;
        foreach (var tier in tiers.EnumerateArray())
        {
            if (tier.ValueKind == JsonValueKind.Object && tier.TryGetProperty("start", out var start) && PriceFieldsReader.Whole(start) is { } size
                && tier.TryGetProperty("price", out var above) && PriceFieldsReader.Number(above) is { } higher)
                values[$"{field}_above_{SizeOf(size)}_tokens"] = higher * unit;
            else _complaints.Add($"{price.Name} has a tier {Shortened(tier)}; expected start and price.");
        }
    }

    private static string SizeOf(long tokens) =>
        tokens % 1000 == 0 ? string.Create(CultureInfo.InvariantCulture, $"{tokens / 1000}k") : tokens.ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset? Day(JsonElement constraint) =>
        constraint.ValueKind == JsonValueKind.Object && constraint.TryGetProperty("start_date", out var text) && text.ValueKind == JsonValueKind.String
        && DateTimeOffset.TryParseExact(text.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day)
            ? day
            : null;

    private static (int From, int To)? Hours(JsonElement constraint) =>
        constraint.ValueKind == JsonValueKind.Object && Minute(constraint, "start_time") is { } from && Minute(constraint, "end_time") is { } to
            ? (from, to)
            : null;

    private static int? Minute(JsonElement constraint, string name) =>
        constraint.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
        && TimeOnly.TryParseExact(text.GetString(), "HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.Hour * 60 + time.Minute
            : null;

    private static string Shortened(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined) return "missing";
        var text = value.GetRawText();
        return text.Length <= 60 ? text : text[..60] + "…";
    }
}
