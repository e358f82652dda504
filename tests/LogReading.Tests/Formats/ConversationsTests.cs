using Accounting.Core.Usage;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Tests.Calls;

namespace Accounting.LogReading.Tests.Formats;

public sealed class ConversationsTests
{
    private static readonly ReadingOptions Gpt4 = new() { Tenant = "demo", Model = "gpt-4o" };

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"hello world"},{"role":"assistant","content":"hello"}]}""")]
    [InlineData("""{"messages":[{"content":"hello world","role":"user"},{"content":"hello","role":"assistant"}]}""")]
    [InlineData("""{"conversation":[{"role":"user","content":"hello world"},{"role":"assistant","content":"hello"}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":"hello world"}],"completion":"hello"}""")]
    [InlineData("""{"conversations":[{"from":"human","value":"hello world"},{"from":"gpt","value":"hello"}]}""")]
    [InlineData("""{"conversations":[{"from":"user","value":"hello \u0077orld"},{"from":"bing","value":"hello"}]}""")]
    public void Conversation_LastAnswer_IsTheOutput(string line)
    {
        var reading = CallReading.Of(line, Gpt4);
        // 2 tokens of text, 3 and 1 around the message, 3 to prime the reply.
        Assert.Equal(("accepted", UsageSource.Counted, "InputTokens 9, OutputTokens 1"), (reading.Fate, reading.Key.Source, reading.Quantities));
    }

    [Fact]
    public void Conversation_SeveralTurns_AllButTheLastArePrompt()
    {
        var reading = CallReading.Of(
            """{"messages":[{"role":"user","content":"hello world"},{"role":"assistant","content":"hello"},{"role":"user","content":"hello"}]}""", Gpt4);
        Assert.Equal(3 + (4 + 2) + (4 + 1) + (4 + 1), reading.Of(reading.Call, Meter.InputTokens));
        Assert.Equal(0, reading.Of(reading.Call, Meter.OutputTokens));
    }

    [Fact]
    public void Conversation_PromptAndCompletion_AreTexts() =>
        Assert.Equal("InputTokens 2, OutputTokens 1", CallReading.Of("""{"prompt":"hello world","completion":"hello"}""", Gpt4).Quantities);

    [Fact]
    public void Conversation_ModelOfNoKnownEncoding_IsEstimated() =>
        Assert.Equal(UsageSource.Estimated, CallReading.Of( """
            {"model":"vicuna-13b","conversation_id":"c1","conversation":[{"role":"user","content":"hello"}]}
            """.ReplaceLineEndings("")).Key.Source);

    [Fact]
    public void Canonical_Record_SetsEveryFact()
    {
        var reading = CallReading.Of(
            """
            {"id":"c-1","tenant":"acme","provider":"aws","model":"anthropic.claude-sonnet-4-5","requested_model":"sonnet","call_type":"chat",
            "time":"2026-03-01T12:00:00+02:00","service_tier":"priority","batch":true,"speed":"fast","region":"us-west-2","residency":"us",
            "image_size":"1024x1024","image_quality":"hd","usage":{"input_tokens":10,"cached_input_tokens":20,"cache_write_tokens":30,
            "cache_write_1h_tokens":40,"output_tokens":50,"reasoning_tokens":60,"audio_input_milliseconds":70,"web_searches_low":1},
            "cost":"0.25"}
            """.ReplaceLineEndings(""),
            new());
        var key = reading.Key;
        Assert.Equal(("acme", "bedrock", "anthropic.claude-sonnet-4-5", "sonnet", "chat"), (key.Tenant, key.Provider, key.ResponseModel, key.RequestedModel, key.CallType));
        Assert.Equal(
            ("priority", true, "fast", "us-west-2", "us", "1024x1024", "hd"),
            (key.ServiceTier, key.Batch, key.Speed, key.Region, key.Residency, key.ImageSize, key.ImageQuality));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero), key.Slot.Start);
        Assert.Equal(
            "InputTokens 10, CachedInputTokens 20, CacheWriteTokens 30, CacheWrite1hTokens 40, OutputTokens 50, ReasoningTokens 60, AudioInputMilliseconds 70, WebSearchesLow 1",
            reading.Quantities);
        Assert.Equal("0.25", reading.Call.ReportedCost?.ToString());
    }

    [Theory]
    [InlineData("""{"tenant":"a","model":"gpt-4o","input_tokens":10,"output_tokens":5}""", "InputTokens 10, OutputTokens 5")]
    [InlineData("""{"tenant":"a","model":"gpt-4o","prompt_tokens":10,"completion_tokens":5}""", "InputTokens 10, OutputTokens 5")]
    [InlineData("""{"tenant":"a","model":"gpt-4o","usage":{"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":4}}}""", "InputTokens 6, CachedInputTokens 4, OutputTokens 5")]
    [InlineData("""{"tenant":"a","model":"claude-haiku-4-5","usage":{"input_tokens":10,"cache_read_input_tokens":4,"output_tokens":5}}""", "InputTokens 10, CachedInputTokens 4, OutputTokens 5")]
    public void Canonical_UsageOfOtherShapes_IsRead(string line, string quantities) => Assert.Equal(quantities, CallReading.Of(line, new()).Quantities);

    [Fact]
    public void Canonical_ReportedCache_DecidesTheBandWithTheWholePrompt()
    {
        var key = CallReading.Of("""{"tenant":"a","model":"m","usage":{"input_tokens":1,"cached_input_tokens":200000,"output_tokens":1}}""").Key;
        Assert.Equal(Band.Of(200_001), key.InputBand);
        Assert.Equal(Band.Of(1), key.OutputBand);
    }

    [Fact]
    public void Canonical_UnknownMeters_AreRejected() =>
        Assert.Equal("invalid_quantity", CallReading.Of("""{"tenant":"a","model":"m","usage":{"tokens_in":5}}""").Fate);
}
