using Accounting.Core.Amounts;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Pricing;

public class RateRulesTests
{
    private const string Plain = "{'input_cost_per_token':8,'output_cost_per_token':16}";
    private const string Tiered = "{'input_cost_per_token':8,'output_cost_per_token':16,'input_cost_per_token_priority':10,'output_cost_per_token_priority':20," +
        "'output_cost_per_reasoning_token':17,'cache_read_input_token_cost':1,'input_cost_per_token_above_200k_tokens':12,'output_cost_per_token_above_200k_tokens':24," +
        "'input_cost_per_token_above_200k_tokens_priority':15,'cache_read_input_token_cost_above_200k_tokens':2,'input_cost_per_audio_token':30," +
        "'input_cost_per_audio_token_priority':40}";
    private const string TwoEdges = "{'input_cost_per_token':1,'input_cost_per_token_above_128k_tokens':2,'input_cost_per_token_above_256k_tokens':3,'output_cost_per_token':5," +
        "'output_cost_per_token_above_128k_tokens':6}";
    private const string OneHour = "{'input_cost_per_token':3,'cache_creation_input_token_cost':4,'cache_creation_input_token_cost_above_1hr':6," +
        "'cache_creation_input_token_cost_above_1hr_above_200k_tokens':12,'input_cost_per_token_above_200k_tokens':5}";
    private const string LargeBatches = "{'input_cost_per_token':8,'output_cost_per_token':16,'output_cost_per_reasoning_token':99," +
        "'input_cost_per_token_batches':3,'output_cost_per_token_batches':5," +
        "'input_cost_per_token_above_200k_tokens':16,'output_cost_per_token_above_200k_tokens':24}";

    private const string Batches = "{'input_cost_per_token':8,'output_cost_per_token':16,'input_cost_per_token_batches':3,'output_cost_per_token_batches':5," +
        "'cache_read_input_token_cost':2,'output_cost_per_reasoning_token':18,'input_cost_per_audio_token':10,'input_cost_per_token_above_200k_tokens':20," +
        "'input_cost_per_token_above_200k_tokens_batches':9}";
    private const string Geo = "{'input_cost_per_token':8,'output_cost_per_token':16,'search_context_cost_per_query':{'search_context_size_medium':1}," +
        "'provider_specific_entry':{'us':1.5,'fast':6.0,'bedrock_invocation_schema':'titan_v2'}}";
    private const string Images = "{'input_cost_per_image':1,'output_cost_per_image':2,'input_cost_per_pixel':4}";
    private const string Perplexity = "{'search_context_cost_per_query':{'search_context_size_low':5,'search_context_size_high':12}}";

    [Theory]
    // Missing cache prices (LiteLLM 2.5): read and write at the input price, one hour at the write price; 0 is a price.
    [InlineData(Plain, "", Meter.CachedInputTokens, "8")]
    [InlineData(Plain, "", Meter.CacheWriteTokens, "8")]
    [InlineData(Plain, "", Meter.CacheWrite1hTokens, "8")]
    [InlineData("{'input_cost_per_token':8,'cache_creation_input_token_cost':9}", "", Meter.CacheWrite1hTokens, "9")]
    [InlineData("{'input_cost_per_token':8,'cache_read_input_token_cost':0}", "", Meter.CachedInputTokens, "0")]
    [InlineData("{'input_cost_per_token':8,'cache_creation_input_token_cost':0}", "", Meter.CacheWrite1hTokens, "0")]
    [InlineData(Plain, "provider:fireworks_ai", Meter.CachedInputTokens, "4")]
    [InlineData(Plain, "provider:fireworks_ai", Meter.CacheWriteTokens, "8")]
    // What the rules give no fallback for is not priced (invariant 5).
    [InlineData(Plain, "", Meter.AudioInputTokens, null)]
    [InlineData(Plain, "", Meter.CitationTokens, null)]
    [InlineData(Plain, "", Meter.WebSearchesMedium, null)]
    [InlineData(Plain, "", Meter.Queries, null)]
    [InlineData("{'output_cost_per_token':16}", "", Meter.InputTokens, null)]
    [InlineData("{'output_cost_per_token':16}", "", Meter.CachedInputTokens, null)]
    [InlineData("{'input_cost_per_token':8}", "", Meter.OutputTokens, null)]
    [InlineData("{}", "", Meter.InputTokens, null)]
    // Other kinds of tokens.
    [InlineData(Plain, "", Meter.ImageInputTokens, "8")]
    [InlineData(Plain, "", Meter.VideoInputTokens, "8")]
    [InlineData(Plain, "", Meter.ReasoningTokens, "16")]
    [InlineData(Plain, "", Meter.AudioOutputTokens, "16")]
    [InlineData(Plain, "", Meter.ImageOutputTokens, "16")]
    [InlineData(Plain, "", Meter.VideoOutputTokens, "16")]
    [InlineData(Plain, "", Meter.CachedAudioInputTokens, "8")]
    [InlineData("{'cache_read_input_token_cost':2,'cache_read_input_audio_token_cost':3}", "", Meter.CachedAudioInputTokens, "3")]
    [InlineData("{'cache_read_input_token_cost':2}", "", Meter.CachedAudioInputTokens, "2")]
    [InlineData("{'output_cost_per_token':0,'output_cost_per_image_token':7}", "", Meter.OutputTokens, "7")]
    [InlineData("{'citation_cost_per_token':2}", "", Meter.CitationTokens, "2")]
    // Service tiers, and what they leave out.
    [InlineData(Tiered, "tier:priority", Meter.InputTokens, "10")]
    [InlineData(Tiered, "tier:fast", Meter.InputTokens, "10")]
    [InlineData(Tiered, "tier:ON_DEMAND_PRIORITY", Meter.InputTokens, "10")]
    [InlineData(Tiered, "tier:priority", Meter.CachedInputTokens, "1")]
    [InlineData(Tiered, "tier:priority", Meter.AudioInputTokens, "40")]
    [InlineData(Tiered, "tier:priority", Meter.ReasoningTokens, "20")]
    [InlineData(Tiered, "tier:flex", Meter.ReasoningTokens, "17")]
    [InlineData(Tiered, "tier:flex", Meter.InputTokens, "8")]
    [InlineData(Tiered, "tier:auto", Meter.InputTokens, "8")]
    [InlineData(Tiered, "tier:default", Meter.InputTokens, "8")]
    [InlineData(Tiered, "tier:ultrafast", Meter.InputTokens, "8")]
    // Thresholds: the whole request, strictly above, the highest first, tier-suffixed before plain; a tier without its own keeps the threshold.
    [InlineData(Tiered, "prompt:200000", Meter.InputTokens, "8")]
    [InlineData(Tiered, "prompt:200001", Meter.InputTokens, "12")]
    [InlineData(Tiered, "prompt:200001", Meter.OutputTokens, "24")]
    [InlineData(Tiered, "prompt:200001", Meter.CachedInputTokens, "2")]
    [InlineData(Tiered, "prompt:200001", Meter.CacheWriteTokens, "12")]
    [InlineData(Tiered, "prompt:200001", Meter.ImageInputTokens, "8")]
    [InlineData(Tiered, "prompt:200001 tier:priority", Meter.InputTokens, "15")]
    [InlineData(Tiered, "prompt:200001 tier:priority", Meter.OutputTokens, "24")]
    [InlineData(Tiered, "band:200001 tier:priority", Meter.InputTokens, "15")]
    [InlineData(Tiered, "band:200000", Meter.InputTokens, "8")]
    [InlineData(Tiered, "prompt:199999 provider:xai", Meter.InputTokens, "8")]
    [InlineData(Tiered, "prompt:200000 provider:xai", Meter.InputTokens, "12")]
    [InlineData(Tiered, "band:200000 provider:xai", Meter.InputTokens, "12")]
    [InlineData(TwoEdges, "prompt:128000", Meter.InputTokens, "1")]
    [InlineData(TwoEdges, "prompt:128001", Meter.InputTokens, "2")]
    [InlineData(TwoEdges, "prompt:256001", Meter.InputTokens, "3")]
    [InlineData(TwoEdges, "prompt:256001", Meter.OutputTokens, "5")]
    [InlineData(OneHour, "prompt:200001", Meter.CacheWrite1hTokens, "12")]
    [InlineData(OneHour, "prompt:200000", Meter.CacheWrite1hTokens, "6")]
    [InlineData("{'input_cost_per_token':2,'input_cost_per_token_above_100_tokens':5}", "prompt:101", Meter.InputTokens, "5")]
    [InlineData("{'input_cost_per_token':2,'input_cost_per_token_above_200k_tokens_priority':5}", "prompt:200001", Meter.InputTokens, "2")]
    // Batch: the price for batches, else half.
    [InlineData(Plain, "batch", Meter.InputTokens, "4")]
    [InlineData(Plain, "batch", Meter.OutputTokens, "8")]
    [InlineData(Plain, "tier:batch", Meter.OutputTokens, "8")]
    [InlineData(Plain, "batch", Meter.CachedInputTokens, "4")]
    [InlineData(Batches, "batch", Meter.InputTokens, "3")]
    [InlineData(Batches, "batch", Meter.OutputTokens, "5")]
    [InlineData(Batches, "batch", Meter.ReasoningTokens, "5")]
    [InlineData(Batches, "batch", Meter.CachedInputTokens, "1")]
    [InlineData(Batches, "batch", Meter.CacheWriteTokens, "3")]
    [InlineData(Batches, "batch", Meter.AudioInputTokens, "5")]
    [InlineData(Batches, "batch", Meter.ImageInputTokens, "3")]
    [InlineData(Batches, "batch prompt:200001", Meter.InputTokens, "9")]
    [InlineData(LargeBatches, "batch prompt:200000", Meter.InputTokens, "3")]
    [InlineData(LargeBatches, "batch prompt:200001", Meter.InputTokens, "8")]
    [InlineData(LargeBatches, "batch prompt:200001", Meter.OutputTokens, "12")]
    [InlineData(LargeBatches, "batch prompt:200001", Meter.ReasoningTokens, "12")]
    [InlineData(LargeBatches, "batch prompt:200001", Meter.CachedInputTokens, "8")]
    [InlineData("{'input_cost_per_token':8,'input_cost_per_token_batches':0}", "batch", Meter.InputTokens, "0")]
    // Factors touch input and output, never tools.
    [InlineData(Geo, "residency:us", Meter.InputTokens, "12")]
    [InlineData(Geo, "residency:US speed:fast", Meter.OutputTokens, "144")]
    [InlineData(Geo, "residency:global", Meter.InputTokens, "8")]
    [InlineData(Geo, "residency:not_available", Meter.InputTokens, "8")]
    [InlineData(Geo, "residency:us speed:fast", Meter.WebSearchesMedium, "1")]
    // Units.
    [InlineData("{'input_cost_per_second':0.006}", "", Meter.InputMilliseconds, "0.000006")]
    [InlineData("{'input_cost_per_second':1,'output_cost_per_second':2}", "mode:audio_transcription", Meter.InputMilliseconds, "0.002")]
    [InlineData("{'input_cost_per_second':1,'output_cost_per_second':0}", "mode:audio_transcription", Meter.InputMilliseconds, "0.001")]
    [InlineData("{'input_cost_per_second':1,'cost_per_second':3}", "mode:chat", Meter.InputMilliseconds, "0.003")]
    [InlineData("{'output_cost_per_second':3,'output_cost_per_second_1080p':5}", "size:1920x1080", Meter.VideoOutputMilliseconds, "0.005")]
    [InlineData("{'output_cost_per_second':3,'output_cost_per_second_1080p':5}", "size:720p", Meter.VideoOutputMilliseconds, "0.003")]
    [InlineData("{'output_cost_per_second':3,'output_cost_per_video_per_second':4}", "", Meter.VideoOutputMilliseconds, "0.004")]
    [InlineData(Images, "mode:image_generation", Meter.OutputImages, "3")]
    [InlineData(Images, "mode:chat", Meter.OutputImages, "2")]
    [InlineData("{'input_cost_per_pixel':4}", "mode:image_generation size:10x20", Meter.OutputImages, "800")]
    [InlineData("{'input_cost_per_pixel':4}", "mode:image_generation", Meter.OutputImages, null)]
    [InlineData("{'ocr_cost_per_page':2}", "", Meter.AnnotationPages, "2")]
    [InlineData("{'ocr_cost_per_page':2,'annotation_cost_per_page':3}", "", Meter.AnnotationPages, "3")]
    [InlineData("{'input_cost_per_query':'2e-3'}", "", Meter.Queries, "0.002")]
    // Tools.
    [InlineData(Perplexity, "", Meter.WebSearchesHigh, "12")]
    [InlineData(Perplexity, "provider:perplexity", Meter.WebSearchesHigh, "0.005")]
    [InlineData("{'search_queries_cost_per_query':2}", "provider:perplexity", Meter.WebSearchesMedium, "2")]
    [InlineData("{'search_queries_cost_per_query':2,'search_context_cost_per_query':{'search_context_size_high':12}}", "provider:perplexity", Meter.WebSearchesHigh, "12")]
    [InlineData(Plain, "provider:openai", Meter.FileSearches, "0.0025")]
    [InlineData(Plain, "provider:gemini", Meter.FileSearches, null)]
    public void UnitPrices_Rule_GivesThePrice(string prices, string facts, Meter meter, string? expected)
    {
        var fields = TestPrices.Of(prices);

        var unitPrices = RateRules.UnitPrices(fields, TestPrices.Facts(facts, fields));

        Assert.Equal(expected, unitPrices[(int)meter]?.ToString());
    }

    [Theory]
    [InlineData("5e-25", "0")]
    [InlineData("15e-25", "0.000000000000000000000002")]
    [InlineData("1.8150000000000004e-06", "0.0000018150000000000004")]
    public void UnitPrices_BeyondTheLastDigit_AreRoundedHalfEven(string price, string expected)
    {
        var fields = TestPrices.Of($"{{'input_cost_per_token':{price}}}");
        Assert.Equal(expected, RateRules.UnitPrices(fields, new())[(int)Meter.InputTokens]?.ToString());
    }

    [Fact]
    public void UnitPrices_ThresholdOffTheBandsAndOnlyTheBandKnown_Throws()
    {
        var fields = TestPrices.Of("{'input_cost_per_token':2,'input_cost_per_token_above_100_tokens':5}");
        Assert.Throws<ArgumentOutOfRangeException>(() => RateRules.UnitPrices(fields, new() { PromptSize = RequestSize.In(Band.Of(101)) }));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(20261122)]
    public void Charge_AnySplitOfQuantitiesWithinAKey_IsTheSumOfItsParts(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var fields = TestPrices.Of($"{{'input_cost_per_token':'{random.Next(1, 9999)}e-9','output_cost_per_token':'{random.Next(1, 9999)}.{random.Next(1, 99)}e-9'}}");
            var rates = new Rates("m", "v", RateRules.UnitPrices(fields, TestPrices.Facts("prompt:1000", fields)));
            var parts = Enumerable.Range(0, 20).Select(_ => new Quantity((Meter)(random.Next(2) * 8), random.NextInt64(1_000_000)))
                .ToArray();
            var sums = parts.GroupBy(part => part.Meter).Select(group => new Quantity(group.Key, group.Sum(part => part.Amount))).ToArray();
            var separately = parts.Aggregate(Money.Zero, (sum, part) => sum + rates.Charge([part])!.Value);
            Assert.True(rates.Charge(sums) == separately, $"seed {seed}, round {round}");
        }
    }
}
