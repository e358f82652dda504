using System.Text.Json;
using Accounting.LogReading.Calls;
using Accounting.TestKit;

namespace Accounting.LogReading.Tests.Calls;

/// <summary>Usage bodies of many providers with what genai-prices extracts from them in the flavour of each body's own provider.</summary>
public sealed class GenAiUsagesTests
{
    private static readonly ReadingOptions Options = new() { Tenant = "demo", Model = "some-model", Usage = UsageMode.Reported };

    // How many bodies differ, and why. Everything else agrees on input, output, cache and reasoning.
    private static readonly Dictionary<string, int> Known = [];

    [Fact]
    public void GenAiUsages_EachBody_IsExtractedAlike()
    {
        Assert.SkipWhen(Checkout.Shared is null, Checkout.NoSharedData);
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Checkout.Shared!, "data", "vectors", "genai-usages.json")));
        var found = new Dictionary<string, int>();
        foreach (var item in cases.RootElement.EnumerateArray())
        {
            if (Difference(item) is not { } reason) continue;
            found[reason] = found.GetValueOrDefault(reason) + 1;
        }
        Assert.Equal(789, cases.RootElement.GetArrayLength());
        Assert.Equal(Lines(Known), Lines(found));
    }

    private static string Lines(Dictionary<string, int> counts) =>
        string.Join("\n", counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} {pair.Key}"));

    private static string? Difference(JsonElement item)
    {
        var body = item.GetProperty("body");
        var flavour = FlavourOf(body);
        var reading = CallReading.Of(body.GetRawText().ReplaceLineEndings(" "), Options);
        var expected = Expected(item, flavour);
        if (expected is null) return $"no extraction for {flavour}";
        if (reading.Fate != "accepted") return $"{flavour}: {reading.Fate}";
        var actual = SimpleReader.Usage.Of(reading, reading.Call);
        return actual == expected ? null : $"{flavour}: expected {expected.Describe()} actual {actual.Describe()} of {body}";
    }

    internal static string FlavourOf(JsonElement body)
    {
        if (body.TryGetProperty("usageMetadata", out _)) return "google/default";
        if (!body.TryGetProperty("usage", out var usage)) return "cohere/embeddings";
        if (usage.TryGetProperty("billed_units", out _)) return "cohere/default";
        if (usage.TryGetProperty("inputTokens", out _)) return "aws/default";
        if (usage.TryGetProperty("prompt_tokens", out _)) return usage.TryGetProperty("completion_tokens", out _) ? "openai/chat" : "openai/embeddings";
        return usage.TryGetProperty("input_tokens_details", out _) ? "openai/responses" : "anthropic/default";
    }

    private static SimpleReader.Usage? Expected(JsonElement item, string flavour)
    {
        foreach (var extraction in item.GetProperty("extracted").EnumerateArray())
        {
            var usage = extraction.GetProperty("usage");
            long N(string name) => usage.TryGetProperty(name, out var value) ? value.GetInt64() : 0;
            foreach (var extractor in extraction.GetProperty("extractors").EnumerateArray())
            {
                if ($"{extractor.GetProperty("provider_id")}/{extractor.GetProperty("api_flavor")}" != flavour) continue;
                return new(N("input_tokens"), N("output_tokens"), N("cache_read_tokens"), N("cache_write_tokens"), N("output_reasoning_tokens"));
            }
        }
        return null;
    }
}
