using System.Text.Json;
using Accounting.Core.Amounts;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Json;
using Accounting.Core.Usage;
using Accounting.TestKit;

namespace Accounting.Core.Tests.Pricing;

/// <summary>The reference vectors of LiteLLM's generic calculator, compared as exact decimals.</summary>
public class CostVectorTests
{
    private static readonly ExactDecimal s_tolerance = ExactDecimal.Parse("1e-12");

    [Fact]
    public void Cost_EveryReferenceVector_AgreesToTheTwelfthDecimal()
    {
        Assert.SkipWhen(Checkout.Shared is null, Checkout.NoSharedData);
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Checkout.Shared!, "data", "vectors", "cost-vectors.json")));
        var failures = new List<string>();
        foreach (var vector in document.RootElement.EnumerateArray())
        {
            var cost = Cost(vector);
            Compare(vector, "expected_input", cost.InputCost, failures);
            Compare(vector, "expected_output", cost.OutputCost, failures);
        }
        Assert.Empty(failures);
        Assert.Equal(22, document.RootElement.GetArrayLength());
    }

    private static CallCost Cost(JsonElement vector)
    {
        var usage = vector.GetProperty("usage");
        var reported = new ReportedUsage
        {
            PromptTokens = usage.GetProperty("p").GetInt64(), CompletionTokens = usage.GetProperty("c").GetInt64(),
            CachedTokens = Detail(usage, "pd", "cached_tokens"), CacheWriteTokens = Detail(usage, "pd", "cache_write_tokens"),
            PromptAudioTokens = Detail(usage, "pd", "audio_tokens"), PromptTextTokens = Detail(usage, "pd", "text_tokens"),
            ReasoningTokens = Detail(usage, "cd", "reasoning_tokens"), CompletionTextTokens = Detail(usage, "cd", "text_tokens"),
            CompletionAudioTokens = Detail(usage, "cd", "audio_tokens"), CompletionImageTokens = Detail(usage, "cd", "image_tokens"),
        };
        var quantities = new QuantityList();
        Assert.True(UsageNormalizer.TryNormalize(reported, quantities, out _));
        var prices = new PriceFieldsReader().Read(vector.GetProperty("model_info"));
        var arguments = vector.GetProperty("args");
        var time = Argument(arguments, "t");
        return CostCalculator.Cost(prices, new()
        {
            Provider = Argument(arguments, "prov"), PromptSize = RequestSize.Exactly(reported.PromptTokens),
                ServiceTier = Argument(arguments, "st"),
            Residency = Argument(arguments, "res"), Region = Argument(arguments, "loc"),
            OffPeak = time.Length > 0
                && prices.OffPeak!.IsActiveAt(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture)),
        }, quantities.Items);
    }

    private static void Compare(JsonElement vector, string field, Money? actual, List<string> failures)
    {
        var expected = ExactDecimal.Parse(vector.GetProperty(field).GetRawText());
        var difference = actual is { } amount ? ExactDecimal.Parse(amount.ToString()) - expected : s_tolerance;
        if (difference >= s_tolerance || s_tolerance * ExactDecimal.Parse("-1") >= difference)
            failures.Add($"{vector.GetProperty("id")}: {field} {expected}, but {actual?.ToString() ?? "not priced"}");
    }

    private static long? Detail(JsonElement usage, string group, string name) =>
        usage.TryGetProperty(group, out var details) && details.TryGetProperty(name, out var value) ? value.GetInt64() : null;

    private static string Argument(JsonElement arguments, string name) =>
        arguments.TryGetProperty(name, out var value) ? value.GetString()! : "";
}
