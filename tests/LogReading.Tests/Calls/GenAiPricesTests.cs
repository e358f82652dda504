using System.Text.Json;
using System.Text.RegularExpressions;
using Accounting.Core.Amounts;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Import;
using Accounting.LogReading.Calls;
using Accounting.TestKit;

namespace Accounting.LogReading.Tests.Calls;

/// <summary>What calls of many providers cost by genai-prices' own list, as genai-prices computes it and as we do.</summary>
public sealed class GenAiPricesTests
{
    private const string Equal = "equal";

    // All else is the same amount, to the last digit.
    private static readonly string[] s_known =
    [
        // One search and ten of 0.01 each: genai-prices leaves them out of its sums of input and output.
        "1 anthropic/default claude-sonnet-4-0: 0.034752 0.044752",
        "1 anthropic/default claude-sonnet-4-5: 2.426628 2.526628",
        // Sound without a price of its own: genai-prices takes it for text, here it is not priced (invariant 5).
        "1 openai/chat gpt-4o-audio-preview: 0.00025 not priced",
    ];

    private static readonly ReadingOptions Options = new() { Tenant = "demo", Model = "some-model", Usage = UsageMode.Reported };

    [Fact]
    public void Cost_EachNativeBody_IsWhatGenAiPricesSays()
    {
        Assert.SkipWhen(Checkout.Shared is null, Checkout.NoSharedData);
        var data = Path.Combine(Checkout.Shared!, "data");
        var list = File.ReadAllBytes(Path.Combine(data, "prices", "genai-prices", "data.json"));
        var map = CostMap.Create(CostMapImport.Read(list, CostMap.Empty, new() { KnownSince = DateTimeOffset.UnixEpoch }).Models);
        using var providers = JsonDocument.Parse(list);
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(data, "vectors", "genai-usages.json")));
        var found = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in cases.RootElement.EnumerateArray())
            if (Outcome(map, providers.RootElement, item) is { } outcome) found[outcome] = found.GetValueOrDefault(outcome) + 1;
        Assert.Equal(s_known, found.Where(pair => pair.Key != Equal).Select(pair => $"{pair.Value} {pair.Key}"));
        Assert.True(found[Equal] > 500, $"Only {found[Equal]} bodies were compared.");
    }

    private static string? Outcome(CostMap map, JsonElement providers, JsonElement item)
    {
        var flavour = GenAiUsagesTests.FlavourOf(item.GetProperty("body"));
        if (Extractor(item, flavour) is not { } extractor || !extractor.TryGetProperty("input_price", out var input)) return null;
        var reading = CallReading.Of(item.GetProperty("body").GetRawText().ReplaceLineEndings(" "), Options);
        if (reading.Fate != "accepted") return $"{flavour}: {reading.Fate}";
        var expected = (ExactDecimal.Parse(input.GetString()!) + ExactDecimal.Parse(extractor.GetProperty("output_price").GetString()!)).Normalize();
        var model = ModelOf(providers, extractor.GetProperty("provider_id").GetString()!, item.GetProperty("model").GetString()!);
        var cost = CostCalculator.Cost(map, new()
        {
            Model = model, Provider = reading.Key.Provider, Quantities = [.. reading.Posting.QuantitiesOf(reading.Call)], Time = new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero),
        });
        var actual = cost?.TotalCost is { } total ? ExactDecimal.Parse(total.ToString()).Normalize() : (ExactDecimal?)null;
        return actual == expected ? Equal : $"{flavour} {model}: {expected} {actual?.ToString() ?? "not priced"}";
    }

    private static JsonElement? Extractor(JsonElement item, string flavour)
    {
        foreach (var extraction in item.GetProperty("extracted").EnumerateArray())
            foreach (var extractor in extraction.GetProperty("extractors").EnumerateArray())
                if ($"{extractor.GetProperty("provider_id")}/{extractor.GetProperty("api_flavor")}" == flavour) return extractor;
        return null;
    }

    // As genai-prices finds a model: by its first pattern that fits.
    private static string ModelOf(JsonElement providers, string provider, string name)
    {
        foreach (var entry in providers.EnumerateArray())
            if (entry.GetProperty("id").GetString() == provider)
                foreach (var model in entry.GetProperty("models").EnumerateArray())
                    if (Fits(model.GetProperty("match"), name.ToLowerInvariant())) return model.GetProperty("id").GetString()!;
        return name;
    }

    private static bool Fits(JsonElement match, string name)
    {
        var rule = match.EnumerateObject().First();
        return rule.Name switch
        {
            "or" => rule.Value.EnumerateArray().Any(each => Fits(each, name)),
            "and" => rule.Value.EnumerateArray().All(each => Fits(each, name)),
            "equals" => name == rule.Value.GetString(),
            "starts_with" => name.StartsWith(rule.Value.GetString()!, StringComparison.Ordinal),
            "ends_with" => name.EndsWith(rule.Value.GetString()!, StringComparison.Ordinal),
            "contains" => name.Contains(rule.Value.GetString()!, StringComparison.Ordinal),
            "regex" => Regex.IsMatch(name, rule.Value.GetString()!, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)),
            var other => throw new InvalidDataException($"genai-prices has a rule '{other}' that this test does not know."),
        };
    }
}
