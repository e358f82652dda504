using System.Globalization;
using System.Text.Json;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Json;
using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Pricing;

/// <summary>Short forms for tests: prices as JSON with single quotes, facts and usage as words.</summary>
internal static class TestPrices
{
    public static readonly DateTimeOffset Day = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    public static PriceFields Of(string json)
    {
        using var document = JsonDocument.Parse(json.Replace('\'', '"'));
        var reader = new PriceFieldsReader();
        var prices = reader.Read(document.RootElement);
        Assert.Empty(reader.Complaints);
        return prices;
    }

    /// <summary><c>prompt:130000 tier:priority batch region:us-east1 residency:eu speed:fast provider:xai mode:chat size:1024x1024 at:02:30</c></summary>
    public static PricingFacts Facts(string words, PriceFields prices)
    {
        var facts = new PricingFacts { PromptSize = RequestSize.Exactly(0) };
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = word.IndexOf(':', StringComparison.Ordinal);
            var value = word[(colon + 1)..];
            facts = word[..Math.Max(colon, 0)] switch
            {
                "prompt" => facts with { PromptSize = RequestSize.Exactly(Number(value)) },
                "band" => facts with { PromptSize = RequestSize.In(Band.Of(Number(value))) },
                "tier" => facts with { ServiceTier = value },
                "region" => facts with { Region = value },
                "residency" => facts with { Residency = value },
                "speed" => facts with { Speed = value },
                "provider" => facts with { Provider = value },
                "mode" => facts with { Mode = value },
                "size" => facts with { ImageSize = value },
                "at" => facts with { OffPeak = prices.OffPeak!.IsActiveAt(Day + TimeSpan.Parse(value, CultureInfo.InvariantCulture)) },
                "" when value == "batch" => facts with { Batch = true },
                _ => throw new ArgumentException(word),
            };
        }
        return facts;
    }

    /// <summary><c>p:1000 c:200 cached:600 written:10 reasoning:40 text:100 audio_in:1 audio_out:1 image_out:1</c></summary>
    public static QuantityList Usage(string words)
    {
        var usage = new ReportedUsage();
        foreach (var word in words.Split(' '))
        {
            var number = Number(word[(word.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            switch (word[..word.IndexOf(':', StringComparison.Ordinal)])
            {
                case "p": usage.PromptTokens = number; break;
                case "c": usage.CompletionTokens = number; break;
                case "cached": usage.CachedTokens = number; break;
                case "written": usage.CacheWriteTokens = number; break;
                case "reasoning": usage.ReasoningTokens = number; break;
                case "text": usage.CompletionTextTokens = number; break;
                case "audio_in": usage.PromptAudioTokens = number; break;
                case "audio_out": usage.CompletionAudioTokens = number; break;
                case "image_out": usage.CompletionImageTokens = number; break;
                default: throw new ArgumentException(word);
            }
        }
        var list = new QuantityList();
        Assert.True(UsageNormalizer.TryNormalize(usage, list, out var error), error);
        return list;
    }

    public static ModelPrices Model(string provider, string model, string json, params string[] aliases) => new()
    {
        Provider = provider, Model = model, Mode = "chat", Aliases = [.. aliases],
            Rows = [new() { KnownSince = Day, Source = "test", Prices = Of(json) }],
    };

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
