using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Usage;

public class UsageNormalizerTests
{
    public static TheoryData<string, ReportedUsage, string> Cases => new()
    {
        { "totals only", new() { PromptTokens = 100, CompletionTokens = 20 }, "InputTokens=100 OutputTokens=20" },
        { "nothing", default, "" },
        { "cache inside the prompt",
            new() { PromptTokens = 100, CachedTokens = 25, CacheWriteTokens = 10 },
            "InputTokens=65 CachedInputTokens=25 CacheWriteTokens=10" },
        { "text given beside the cache",
            new() { PromptTokens = 100, CachedTokens = 25, CacheWriteTokens = 10, PromptTextTokens = 65 },
            "InputTokens=65 CachedInputTokens=25 CacheWriteTokens=10" },
        { "text that holds the cache again",
            new() { PromptTokens = 100, CachedTokens = 40, PromptTextTokens = 100 },
            "InputTokens=60 CachedInputTokens=40" },
        { "audio that holds the cache again",
            new() { PromptTokens = 1000, CachedTokens = 500, PromptAudioTokens = 800 },
            "CachedInputTokens=500 AudioInputTokens=500" },
        { "overlap is shared audio, image, video, text",
            new() { PromptTokens = 100, CachedTokens = 10, PromptAudioTokens = 50, PromptImageTokens = 30,
                PromptVideoTokens = 20, PromptTextTokens = 10 },
            "CachedInputTokens=10 AudioInputTokens=50 ImageInputTokens=30 VideoInputTokens=10" },
        { "cache larger than the prompt",
            new() { PromptTokens = 100, CachedTokens = 90, CacheWriteTokens = 30 },
            "CachedInputTokens=90 CacheWriteTokens=30" },
        { "what no detail names is text", new() { PromptTokens = 100, PromptTextTokens = 80 }, "InputTokens=100" },
        { "details beyond the prompt, no cache",
            new() { PromptTokens = 100, PromptTextTokens = 80, PromptAudioTokens = 30 },
            "InputTokens=80 AudioInputTokens=30" },
        { "audio beside text", new() { PromptTokens = 1000, PromptAudioTokens = 200 }, "InputTokens=800 AudioInputTokens=200" },
        { "cached audio has its own meter",
            new() { PromptTokens = 1000, CachedTokens = 300, CachedAudioTokens = 100, PromptAudioTokens = 250,
                PromptTextTokens = 750, CachedTextTokens = 200 },
            "InputTokens=550 CachedInputTokens=200 CachedAudioInputTokens=100 AudioInputTokens=150" },
        { "cached details larger than the cache",
            new() { PromptTokens = 100, CachedTokens = 10, CachedAudioTokens = 50, PromptAudioTokens = 60 },
            "InputTokens=40 CachedAudioInputTokens=10 AudioInputTokens=50" },
        { "write split",
            new() { PromptTokens = 10000, CachedTokens = 3000, CacheWriteTokens = 2000, CacheWrite5mTokens = 1500,
                CacheWrite1hTokens = 500, PromptTextTokens = 5000, CompletionTokens = 200 },
            "InputTokens=5000 CachedInputTokens=3000 CacheWriteTokens=1500 CacheWrite1hTokens=500 OutputTokens=200" },
        { "write split without a total",
            new() { PromptTokens = 100, CacheWrite5mTokens = 10, CacheWrite1hTokens = 20 },
            "InputTokens=70 CacheWriteTokens=10 CacheWrite1hTokens=20" },
        { "a split of zeros forgets no write",
            new() { PromptTokens = 100, CacheWriteTokens = 30, CacheWrite5mTokens = 0, CacheWrite1hTokens = 0 },
            "InputTokens=70 CacheWriteTokens=30" },
        { "a split that is larger than the total counts",
            new() { PromptTokens = 100, CacheWriteTokens = 10, CacheWrite5mTokens = 15, CacheWrite1hTokens = 20 },
            "InputTokens=65 CacheWriteTokens=15 CacheWrite1hTokens=20" },
        { "reasoning without text", new() { CompletionTokens = 1000, ReasoningTokens = 400 }, "OutputTokens=600 ReasoningTokens=400" },
        { "reasoning beside text",
            new() { CompletionTokens = 900, CompletionTextTokens = 800, ReasoningTokens = 100 },
            "OutputTokens=800 ReasoningTokens=100" },
        { "reasoning nested in text",
            new() { CompletionTokens = 100, CompletionTextTokens = 100, ReasoningTokens = 30 },
            "OutputTokens=70 ReasoningTokens=30" },
        { "reasoning partly nested in text",
            new() { CompletionTokens = 100, CompletionTextTokens = 90, ReasoningTokens = 30 },
            "OutputTokens=70 ReasoningTokens=30" },
        { "reasoning beyond the completion", new() { CompletionTokens = 100, ReasoningTokens = 130 }, "ReasoningTokens=100" },
        { "audio output",
            new() { CompletionTokens = 500, CompletionAudioTokens = 150, CompletionTextTokens = 350 },
            "OutputTokens=350 AudioOutputTokens=150" },
        { "image output with text",
            new() { CompletionTokens = 700, CompletionImageTokens = 600, CompletionTextTokens = 100 },
            "OutputTokens=100 ImageOutputTokens=600" },
        { "image output without text",
            new() { CompletionTokens = 700, CompletionImageTokens = 600 },
            "OutputTokens=100 ImageOutputTokens=600" },
        { "video output and reasoning nested in text",
            new() { CompletionTokens = 100, CompletionVideoTokens = 50, CompletionTextTokens = 50, ReasoningTokens = 20 },
            "OutputTokens=30 ReasoningTokens=20 VideoOutputTokens=50" },
        { "text that leaves out some of the completion", new() { CompletionTokens = 100, CompletionTextTokens = 60 }, "OutputTokens=100" },
        { "reasoning on top",
            new() { CompletionTokens = 100, ReasoningTokens = 40, Reasoning = ReasoningConvention.OnTop },
            "OutputTokens=100 ReasoningTokens=40" },
        { "reasoning on top by the total",
            new() { PromptTokens = 10, CompletionTokens = 100, ReasoningTokens = 40, TotalTokens = 150,
                Reasoning = ReasoningConvention.OnTopUnlessTotalIncludes },
            "InputTokens=10 OutputTokens=100 ReasoningTokens=40" },
        { "reasoning included by the total",
            new() { PromptTokens = 10, CompletionTokens = 100, ReasoningTokens = 40, TotalTokens = 110,
                Reasoning = ReasoningConvention.OnTopUnlessTotalIncludes },
            "InputTokens=10 OutputTokens=60 ReasoningTokens=40" },
        { "citations", new() { CitationTokens = 7 }, "CitationTokens=7" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void TryNormalize_ReportedUsage_GivesExclusiveMeters(string what, ReportedUsage usage, string expected)
    {
        var list = new QuantityList();

        Assert.True(UsageNormalizer.TryNormalize(usage, list, out var error), $"{what}: {error}");

        Assert.Equal(expected, string.Join(' ', list.Items.ToArray().Select(quantity => $"{quantity.Meter}={quantity.Amount}")));
    }

    [Fact]
    public void TryNormalize_NegativeNumber_NamesItAndAddsNothing()
    {
        var list = new QuantityList();

        Assert.False(UsageNormalizer.TryNormalize(new() { PromptTokens = 10, CachedTokens = -1 }, list, out var error));

        Assert.Equal("cached tokens is -1; a count of tokens is never negative.", error);
        Assert.Equal(0, list.Count);
    }

    [Theory]
    [InlineData(1L << 40, true)]
    [InlineData((1L << 40) + 1, false)]
    public void TryNormalize_AtTheLargestCount_IsTheLimit(long tokens, bool expected) =>
        Assert.Equal(expected, UsageNormalizer.TryNormalize(new() { PromptTokens = tokens, CompletionTokens = tokens }, new(), out _));

    [Theory]
    [InlineData(20261122)]
    [InlineData(7)]
    public void TryNormalize_AnyDetails_ConserveTheTotals(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 5000; round++)
        {
            var usage = RandomUsage(random);
            var list = new QuantityList();
            Assert.True(UsageNormalizer.TryNormalize(usage, list, out var error), error);
            var input = list.Items.ToArray().Where(quantity => quantity.Meter < Meter.OutputTokens).Sum(quantity => quantity.Amount);
            var output = list.Items.ToArray().Where(quantity => quantity.Meter is >= Meter.OutputTokens and < Meter.CitationTokens)
                .Sum(quantity => quantity.Amount);
            var where = $"seed {seed}, round {round}: {usage}";
            Assert.True(input >= usage.PromptTokens && output >= usage.CompletionTokens, where);
            Assert.True(input == usage.PromptTokens || InputDetails(usage) > usage.PromptTokens, where);
            Assert.True(output == usage.CompletionTokens || OutputDetails(usage) > usage.CompletionTokens, where);
        }
    }

    private static ReportedUsage RandomUsage(Random random)
    {
        long? Some(int below) => random.Next(3) == 0 ? null : random.Next(below);
        return new()
        {
            PromptTokens = random.Next(1000), CompletionTokens = random.Next(1000), CachedTokens = Some(600), CacheWriteTokens = Some(400),
            CacheWrite5mTokens = Some(200), CacheWrite1hTokens = Some(200), PromptTextTokens = Some(1000), PromptAudioTokens = Some(300),
            PromptImageTokens = Some(300), PromptVideoTokens = Some(300), CachedTextTokens = Some(300), CachedAudioTokens = Some(200),
                CachedImageTokens = Some(100),
            CachedVideoTokens = Some(100), ReasoningTokens = Some(500), CompletionTextTokens = Some(1000),
                CompletionAudioTokens = Some(300),
            CompletionImageTokens = Some(300), CompletionVideoTokens = Some(300),
        };
    }

    private static long InputDetails(ReportedUsage usage) =>
        (usage.CachedTokens ?? 0) + (usage.CachedTextTokens ?? 0) + (usage.CachedAudioTokens ?? 0) + (usage.CachedImageTokens ?? 0)
            + (usage.CachedVideoTokens ?? 0)
        + (usage.CacheWriteTokens ?? 0) + (usage.CacheWrite5mTokens ?? 0) + (usage.CacheWrite1hTokens ?? 0)
        + (usage.PromptTextTokens ?? 0) + (usage.PromptAudioTokens ?? 0) + (usage.PromptImageTokens ?? 0) + (usage.PromptVideoTokens ?? 0);

    private static long OutputDetails(ReportedUsage usage) =>
        (usage.ReasoningTokens ?? 0) + (usage.CompletionTextTokens ?? 0) + (usage.CompletionAudioTokens ?? 0)
            + (usage.CompletionImageTokens ?? 0) + (usage.CompletionVideoTokens ?? 0);
}
