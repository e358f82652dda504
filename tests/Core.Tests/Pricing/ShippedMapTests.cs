using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Pricing;

/// <summary>What must hold for every price that ships with the program, and some that are known by heart.</summary>
public partial class ShippedMapTests
{
    private const decimal InputTokenPriceMax = 0.001m;

    private static readonly string[] s_textModes = ["chat", "responses", "completion"];

    [Fact]
    public void Map_Size_CoversTheField()
    {
        Assert.True(ShippedMap.Models.Select(model => model.Provider).Distinct().Count() >= 20);
        Assert.True(ShippedMap.Models.Count >= 1000, $"Only {ShippedMap.Models.Count} models.");
    }

    [Theory]
    [InlineData("openai", 100)]
    [InlineData("azure", 90)]
    [InlineData("anthropic", 20)]
    [InlineData("gemini", 30)]
    [InlineData("vertex_ai", 60)]
    [InlineData("bedrock", 120)]
    [InlineData("mistral", 35)]
    [InlineData("deepseek", 5)]
    [InlineData("xai", 15)]
    [InlineData("cohere", 15)]
    [InlineData("groq", 20)]
    [InlineData("fireworks_ai", 30)]
    [InlineData("together_ai", 20)]
    [InlineData("perplexity", 15)]
    [InlineData("dashscope", 20)]
    [InlineData("cerebras", 5)]
    [InlineData("ai21", 5)]
    public void Provider_Models_AreThere(string provider, int atLeast) =>
        Assert.True(ShippedMap.Models.Count(model => model.Provider == provider) >= atLeast);

    [Fact]
    public void Names_WithinAProvider_AreUniqueIgnoringCase() => Assert.Empty(
        ShippedMap.Models.SelectMany(model => model.Names.Select(name => $"{model.Provider}/{name}"))
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void Row_Source_IsAnAddress() => Assert.Empty(Rows((_, row) =>
        Uri.TryCreate(row.Source, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps));

    [Fact]
    public void Row_Dates_AreInOrderAndPlausible() => Assert.Empty(Rows((_, row) =>
        row.From >= ShippedMap.Time("2022-01-01") && row.KnownSince >= ShippedMap.Time("2022-01-01") && (row.To is null || row.From < row.To)));

    [Fact]
    public void Periods_OfOneModel_FollowEachOtherWithoutGap() => Assert.All(ShippedMap.Models, model =>
    {
        Assert.Null(model.Rows[^1].To);
        Assert.Equal(model.Rows.Skip(1).Select(row => (DateTimeOffset?)row.From), model.Rows.SkipLast(1).Select(row => row.To));
    });

    [Fact]
    public void Row_Rates_AreDecimalsInTextThatAreNotNegative() => Assert.Empty(Rows((_, row) =>
        Leaves(row.Rates).Any() && Leaves(row.Rates).All(leaf => leaf.Name == "hours_utc" || DecimalText().IsMatch(leaf.Value))));

    [Fact]
    public void InputPrice_AnyModel_IsNotAbsurd() => Assert.Empty(Rows((_, row) =>
        Leaves(row.Rates).Where(leaf => leaf.Name.StartsWith("input_cost_per_token", StringComparison.Ordinal))
            .All(leaf => Number(leaf.Value) <= InputTokenPriceMax)));

    [Fact]
    public void OutputPrice_OfTextModels_IsNotBelowTheInputPrice() => Assert.Empty(Rows((model, row) =>
        !s_textModes.Contains(model.Mode) || !(Rate(row, "output_cost_per_token") < Rate(row, "input_cost_per_token"))));

    [Fact]
    public void ChatModel_EveryRow_HasInputAndOutputPrices() => Assert.Empty(Rows((model, row) =>
        model.Mode is not ("chat" or "responses") || model.Names[0] == "container" || row.Rates.TryGetProperty("tiered_pricing", out _)
        || (Rate(row, "input_cost_per_token") is not null && Rate(row, "output_cost_per_token") is not null)));

    [Theory]
    [InlineData("")]
    [InlineData("_above_128k_tokens")]
    [InlineData("_above_200k_tokens")]
    [InlineData("_above_272k_tokens")]
    [InlineData("_above_512k_tokens")]
    [InlineData("_flex")]
    [InlineData("_priority")]
    public void CacheReadPrice_AnySize_IsAtMostTheInputPrice(string suffix) => Assert.Empty(Rows((_, row) =>
        !(Rate(row, "cache_read_input_token_cost" + suffix) > Rate(row, "input_cost_per_token" + suffix))));

    [Theory]
    [InlineData("input_cost_per_token", "_batches")]
    [InlineData("output_cost_per_token", "_batches")]
    [InlineData("input_cost_per_token", "_flex")]
    [InlineData("output_cost_per_token", "_flex")]
    public void CheaperTier_AnyPrice_IsAtMostTheStandardPrice(string field, string suffix) => Assert.Empty(Rows((_, row) =>
        !(Rate(row, field + suffix) > Rate(row, field))));

    [Theory]
    [InlineData("input_cost_per_token")]
    [InlineData("output_cost_per_token")]
    public void PriorityTier_AnyPrice_IsAtLeastTheStandardPrice(string field) => Assert.Empty(Rows((_, row) =>
        !(Rate(row, field + "_priority") < Rate(row, field))));

    [Fact]
    public void Threshold_EveryOne_LiesOnABandEdge() => Assert.Empty(Rows((_, row) =>
        Thresholds(row.Rates).All(size => size == 0 || Band.Edges.Contains(size))));

    [Theory]
    [InlineData("openai", "gpt-4o", "2024-06-01", "input_cost_per_token", "0.000005")]
    [InlineData("openai", "gpt-4o", "2024-10-02", "input_cost_per_token", "0.0000025")]
    [InlineData("openai", "gpt-4o-2024-08-06", "2024-08-06", "output_cost_per_token", "0.00001")]
    [InlineData("openai", "gpt-3.5-turbo", "2024-02-15", "input_cost_per_token", "0.0000015")]
    [InlineData("openai", "gpt-3.5-turbo", "2024-02-16", "output_cost_per_token", "0.0000015")]
    [InlineData("openai", "o3-2025-04-16", "2025-06-09", "output_cost_per_token", "0.00004")]
    [InlineData("openai", "o3-2025-04-16", "2025-06-10", "output_cost_per_token", "0.000008")]
    [InlineData("openai", "gpt-5-mini-2025-08-07", "2026-01-01", "input_cost_per_token_flex", "0.000000125")]
    [InlineData("openai", "gpt-5.4", "2026-04-01", "output_cost_per_token_above_272k_tokens", "0.0000225")]
    [InlineData("openai", "gpt-5.6-luna", "2026-07-29", "input_cost_per_token", "0.000001")]
    [InlineData("openai", "gpt-5.6-luna", "2026-07-30", "input_cost_per_token", "0.0000002")]
    [InlineData("openai", "davinci:2023-07-21-v2", "2024-02-27", "input_cost_per_token", "0.000002")]
    [InlineData("anthropic", "claude-3-5-haiku-20241022", "2024-11-05", "output_cost_per_token", "0.000005")]
    [InlineData("anthropic", "claude-3-5-haiku-20241022", "2024-12-03", "output_cost_per_token", "0.000004")]
    [InlineData("anthropic", "claude-sonnet-4-5-20250929", "2025-10-01", "input_cost_per_token_above_200k_tokens", "0.000006")]
    [InlineData("anthropic", "claude-opus-4-6", "2026-03-12", "input_cost_per_token_above_200k_tokens", "0.00001")]
    [InlineData("anthropic", "claude-opus-4-6", "2026-03-13", "provider_specific_entry.fast", "6")]
    [InlineData("anthropic", "claude-sonnet-5", "2026-09-01", "cache_creation_input_token_cost_above_1hr", "0.000006")]
    [InlineData("gemini", "gemini-1.5-flash", "2024-08-11", "input_cost_per_token", "0.00000035")]
    [InlineData("gemini", "gemini-1.5-flash", "2024-08-12", "input_cost_per_token", "0.000000075")]
    [InlineData("gemini", "gemini-2.5-flash", "2025-10-23", "cache_read_input_token_cost", "0.000000075")]
    [InlineData("gemini", "gemini-2.5-flash", "2025-10-24", "cache_read_input_token_cost", "0.00000003")]
    [InlineData("deepseek", "deepseek-chat", "2025-02-08T15:59:59Z", "output_cost_per_token", "0.00000028")]
    [InlineData("deepseek", "deepseek-chat", "2025-02-08T16:00:00Z", "output_cost_per_token", "0.0000011")]
    [InlineData("deepseek", "deepseek-reasoner", "2025-03-01", "off_peak_pricing.output_cost_per_token", "0.00000055")]
    [InlineData("deepseek", "deepseek-reasoner", "2025-10-01", "output_cost_per_token", "0.00000042")]
    [InlineData("mistral", "mistral-large-latest", "2024-03-01", "input_cost_per_token", "0.000008")]
    [InlineData("bedrock", "amazon.nova-lite-v1:0", "2025-01-01", "output_cost_per_token", "0.00000024")]
    [InlineData("bedrock", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "2025-12-01", "input_cost_per_token", "0.0000033")]
    [InlineData("perplexity", "sonar-pro", "2025-06-01", "search_context_cost_per_query.search_context_size_high", "0.014")]
    public void Price_OnADay_IsTheKnownFigure(string provider, string model, string day, string field, string figure) =>
        Assert.Equal(Number(figure), ShippedMap.Rate(ShippedMap.RatesOn(provider, model, day)!.Value, field));

    [Fact]
    public void LongContextPrice_OfOpus46_EndsWithItsPeriod() =>
        Assert.Null(ShippedMap.Rate(
            ShippedMap.RatesOn("anthropic", "claude-opus-4-6", "2026-03-13")!.Value, "input_cost_per_token_above_200k_tokens"));

    [Fact]
    public void Price_BeforeTheFirstPeriod_IsNone() => Assert.Null(ShippedMap.RatesOn("openai", "gpt-4o", "2024-05-12"));

    private static IEnumerable<string> Rows(Func<ShippedModel, ShippedRow, bool> holds) =>
        from model in ShippedMap.Models from row in model.Rows where !holds(model, row) select $"{model} from {row.From:yyyy-MM-dd}";

    private static decimal? Rate(ShippedRow row, string field) => ShippedMap.Rate(row.Rates, field);

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static IEnumerable<(string Name, string Value)> Leaves(JsonElement element, string name = "") => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Leaves(property.Value, property.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Leaves(item, name)),
        JsonValueKind.String => [(name, element.GetString()!)],
        _ => [(name, element.GetRawText() + " is no text")],
    };

    private static IEnumerable<long> Thresholds(JsonElement rates) => Leaves(rates)
        .SelectMany(leaf => leaf.Name == "range"
            ? [leaf.Value]
            : ThresholdSuffix().Matches(leaf.Name).Select(match => match.Groups["k"].Value + "000"))
        .Select(text => long.Parse(text, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^\d+(\.\d+)?$")]
    private static partial Regex DecimalText();

    [GeneratedRegex("_above_(?<k>[0-9]+)k_tokens")]
    private static partial Regex ThresholdSuffix();
}
