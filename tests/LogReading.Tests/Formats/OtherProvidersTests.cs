using Accounting.LogReading.Calls;
using Accounting.LogReading.Tests.Calls;

namespace Accounting.LogReading.Tests.Formats;

public sealed class OtherProvidersTests
{
    [Theory]
    [InlineData("""{"input_tokens":10,"output_tokens":5}""", "InputTokens 10, OutputTokens 5")]
    [InlineData("""{"input_tokens":10,"cache_read_input_tokens":30,"cache_creation_input_tokens":20,"output_tokens":5}""", "InputTokens 10, CachedInputTokens 30, CacheWriteTokens 20, OutputTokens 5")]
    [InlineData("""{"input_tokens":10,"cache_read_input_tokens":0,"cache_creation_input_tokens":20,"cache_creation":{"ephemeral_5m_input_tokens":15,"ephemeral_1h_input_tokens":5},"output_tokens":5}""", "InputTokens 10, CacheWriteTokens 15, CacheWrite1hTokens 5, OutputTokens 5")]
    [InlineData("""{"input_tokens":10,"output_tokens":50,"output_tokens_details":{"thinking_tokens":30},"server_tool_use":{"web_search_requests":2}}""", "InputTokens 10, OutputTokens 20, ReasoningTokens 30, WebSearchesMedium 2")]
    [InlineData("""{"input_tokens":1,"output_tokens":1,"iterations":[{"type":"compaction","input_tokens":100,"output_tokens":20},{"type":"message","input_tokens":1,"cache_read_input_tokens":7,"output_tokens":1},{"type":"advisor_message","model":"claude-opus-4-8","input_tokens":900,"output_tokens":90}]}""", "InputTokens 101, CachedInputTokens 7, OutputTokens 21")]
    public void Anthropic_Usage_LeavesCachesOutOfInput(string usage, string quantities)
    {
        var reading = CallReading.Of($$$"""{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[],"usage":{{{usage}}}}""");
        Assert.Equal(("accepted", quantities, "anthropic", true), (reading.Fate, reading.Quantities, reading.Key.Provider, reading.Key.Slot.IsUndated));
    }

    [Fact]
    public void Anthropic_TierSpeedAndPlace_StandInTheUsage()
    {
        var key = CallReading.Of( """
            {"id":"msg_1","type":"message","model":"claude-opus-4-6","content":[],"usage":{"input_tokens":1,"output_tokens":1,
            "service_tier":"priority","speed":"fast","inference_geo":"us"}}
            """.ReplaceLineEndings("")).Key;
        Assert.Equal(("priority", "fast", "us", false), (key.ServiceTier, key.Speed, key.Residency, key.Batch));
        key = CallReading.Of( """
            {"id":"msg_1","type":"message","model":"claude-opus-4-6","content":[],"usage":{"input_tokens":1,"output_tokens":1,
            "service_tier":"batch","speed":"standard","inference_geo":"global"}}
            """.ReplaceLineEndings("")).Key;
        Assert.Equal(("", "", "", true), (key.ServiceTier, key.Speed, key.Residency, key.Batch));
    }

    [Fact]
    public void Anthropic_SyntheticMessage_IsNotBillable() =>
        Assert.Equal("not billable", CallReading.Of( """
            {"id":"msg_1","type":"message","model":"<synthetic>","content":[],"usage":{"input_tokens":1,"output_tokens":1}}
            """.ReplaceLineEndings("")).Fate);

    [Fact]
    public void Anthropic_Stream_LastCumulativeUsageOverwrites()
    {
        var reading = CallReading.Of(
            """
            {"request":{"model":"claude-sonnet-4-5","max_tokens":9,"messages":[{"role":"user","content":"hi"}],"metadata":{"user_id":"u-7"}},
            "response_sse":"event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_9\",\"type\":\"message\",
            \"role\":\"assistant\",\"model\":\"claude-sonnet-4-5-20250929\",\"content\":[],\"usage\":{\"input_tokens\":25,
            \"cache_read_input_tokens\":4,\"output_tokens\":1}}}\n\nevent: content_block_start\ndata: {\"type\":\"content_block_start\",
            \"index\":0,\"content_block\":{\"type\":\"text\",
            \"text\":\"\"}}\n\nevent: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,
            \"delta\":{\"type\":\"text_delta\",\"text\":\"Hello\"}}\n\nevent: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{},
            \"usage\":{\"output_tokens\":7}}\n\nevent: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{},
            \"usage\":{\"output_tokens\":15}}\n\n"}
            """.ReplaceLineEndings(""),
            new());
        Assert.Equal(("u-7", "claude-sonnet-4-5-20250929"), (reading.Key.Tenant, reading.Key.ResponseModel));
        Assert.Equal("InputTokens 25, CachedInputTokens 4, OutputTokens 15", reading.Quantities);
    }

    [Theory]
    [InlineData("succeeded", "accepted")]
    [InlineData("errored", "not billable")]
    [InlineData("canceled", "not billable")]
    [InlineData("expired", "not billable")]
    public void AnthropicBatch_OnlySucceeded_IsBilled(string type, string fate)
    {
        var reading = CallReading.Of(
            $$$"""
            {"custom_id":"a","result":{"type":"{{{type}}}","message":{"id":"msg_1","type":"message","model":"claude-haiku-4-5","content":[],
            "usage":{"input_tokens":3,"output_tokens":4,"service_tier":"batch"} } } }
            """.ReplaceLineEndings(""));
        Assert.Equal(fate, reading.Fate);
        if (fate == "accepted") Assert.True(reading.Key.Batch);
    }

    [Theory]
    [InlineData("""{"promptTokenCount":10,"candidatesTokenCount":5,"totalTokenCount":15}""", "InputTokens 10, OutputTokens 5")]
    [InlineData("""{"promptTokenCount":10,"candidatesTokenCount":5,"thoughtsTokenCount":7,"toolUsePromptTokenCount":4,"totalTokenCount":26}""", "InputTokens 14, OutputTokens 5, ReasoningTokens 7")]
    [InlineData("""{"promptTokenCount":100,"cachedContentTokenCount":60,"candidatesTokenCount":5,"promptTokensDetails":[{"modality":"TEXT","tokenCount":70},{"modality":"AUDIO","tokenCount":30}],"cacheTokensDetails":[{"modality":"TEXT","tokenCount":50},{"modality":"AUDIO","tokenCount":10}]}""", "InputTokens 20, CachedInputTokens 50, AudioInputTokens 20, CachedAudioInputTokens 10, OutputTokens 5")]
    [InlineData("""{"promptTokenCount":10,"candidatesTokenCount":1300,"promptTokensDetails":[{"modality":"DOCUMENT","tokenCount":10}],"candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":1290}]}""", "InputTokens 10, OutputTokens 10, ImageOutputTokens 1290")]
    [InlineData("""{"trafficType":"ON_DEMAND"}""", "")]
    public void Gemini_Usage_AddsThoughtsAndTools(string usage, string quantities)
    {
        var reading = CallReading.Of( $$"""
            {"responseId":"r1","modelVersion":"gemini-2.5-flash","createTime":"2026-01-01T00:00:00.123456Z","candidates":[],
            "usageMetadata":{{usage}}}
            """.ReplaceLineEndings(""));
        Assert.Equal(("accepted", quantities, "gemini"), (reading.Fate, reading.Quantities, reading.Key.Provider));
    }

    [Theory]
    [InlineData("""{"promptTokenCount":1,"trafficType":"ON_DEMAND"}""", "")]
    [InlineData("""{"promptTokenCount":1,"trafficType":"ON_DEMAND_PRIORITY"}""", "priority")]
    [InlineData("""{"promptTokenCount":1,"trafficType":"ON_DEMAND_FLEX"}""", "flex")]
    [InlineData("""{"promptTokenCount":1,"serviceTier":"standard"}""", "")]
    [InlineData("""{"promptTokenCount":1,"serviceTier":"flex"}""", "flex")]
    public void Gemini_Traffic_IsTheTier(string usage, string tier) =>
        Assert.Equal(tier, CallReading.Of($$"""{"modelVersion":"gemini-2.5-flash","candidates":[],"usageMetadata":{{usage}}}""").Key.ServiceTier);

    [Theory]
    [InlineData("gemini-2.5-flash", 1)]
    [InlineData("gemini-3-flash-preview", 3)]
    public void Gemini_Grounding_IsBilledByPromptOrByQuery(string model, long searches)
    {
        var reading = CallReading.Of(
            $$$"""{"modelVersion":"{{{model}}}","candidates":[{"groundingMetadata":{"webSearchQueries":["a","b","c"]}}],"usageMetadata":{"promptTokenCount":1}}""");
        Assert.Equal(searches, reading.Of(reading.Call, Core.Usage.Meter.WebSearchesMedium));
    }

    [Theory]
    [InlineData("gemini-2.5-flash", """["",""]""", 0)]
    [InlineData("gemini-2.5-flash", """["","largest city in Mexico"]""", 1)]
    [InlineData("gemini-3-flash-preview", """["","largest city in Mexico"]""", 1)]
    [InlineData("gemini-3-flash-preview", """["weather","weather","time"]""", 2)]
    public void Gemini_Grounding_EmptyAndRepeatedQueriesAreFree(string model, string queries, long searches)
    {
        var reading = CallReading.Of(
            $$$"""{"modelVersion":"{{{model}}}","candidates":[{"groundingMetadata":{"webSearchQueries":{{{queries}}}}}],"usageMetadata":{"promptTokenCount":1}}""");
        Assert.Equal(searches, reading.Of(reading.Call, Core.Usage.Meter.WebSearchesMedium));
    }

    [Theory]
    [InlineData("optimized", "optimized")]
    [InlineData("standard", "")]
    public void Converse_ServedLatency_IsTheSpeed(string latency, string speed) =>
        Assert.Equal(speed, CallReading.Of(
            $$$"""{"modelId":"us.amazon.nova-pro-v1:0","usage":{"inputTokens":1,"outputTokens":1},"performanceConfig":{"latency":"{{{latency}}}"}}""").Key.Speed);

    [Fact]
    public void Gemini_VertexPair_TakesModelAndRegionFromTheAddress()
    {
        var key = CallReading.Of(
            """
            {"url":"https://europe-west4-aiplatform.googleapis.com/v1/projects/p/locations/europe-west4/publishers/google/models/gemin
            i-2.5-flash:generateContent","status":200,"request":{"contents":[]},"response":{"candidates":[],
            "usageMetadata":{"promptTokenCount":1}}}
            """.ReplaceLineEndings("")).Key;
        Assert.Equal(("vertex_ai", "gemini-2.5-flash", "europe-west4"), (key.Provider, key.RequestedModel, key.Region));
        key = CallReading.Of(
            """
            {"url":"https://aiplatform.googleapis.com/v1/projects/p/locations/global/publishers/google/models/gemini-2.5-flash:generateConten
            t","status":200,"request":{"contents":[]},"response":{"candidates":[],"usageMetadata":{"promptTokenCount":1}}}
            """.ReplaceLineEndings("")).Key;
        Assert.Equal(("vertex_ai", ""), (key.Provider, key.Region));
    }

    [Theory]
    [InlineData("[CHUNKS]")]
    [InlineData("""{"request":{"contents":[]},"response":[CHUNKS]}""")]
    [InlineData("""{"request":{"contents":[]},"response_sse":"SSE"}""")]
    public void Gemini_Streamed_LastUsageCounts(string form)
    {
        string[] chunks =
        [
            """
            {"candidates":[{"content":{"parts":[{"text":"Hel"}]}}],"modelVersion":"gemini-2.5-flash","responseId":"r2",
            "usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":1}}
            """.ReplaceLineEndings(""),
            """
            {"candidates":[{"content":{"parts":[{"text":"lo"}]}}],"modelVersion":"gemini-2.5-flash","responseId":"r2",
            "usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":2,"thoughtsTokenCount":30}}
            """.ReplaceLineEndings(""),
        ];
        var sse = string.Concat(chunks.Select(chunk => $"data: {chunk}\r\n\r\n"));
        var reading = CallReading.Of(
            form.Replace("CHUNKS", string.Join(",", chunks), StringComparison.Ordinal)
                .Replace("\"SSE\"", System.Text.Json.JsonSerializer.Serialize(sse), StringComparison.Ordinal));
        Assert.Equal("InputTokens 9, OutputTokens 2, ReasoningTokens 30", reading.Quantities);
        Assert.Equal(Core.Ledger.CallId.FromProviderId("demo", "r2"u8), reading.Call.Id);
    }

    [Theory]
    [InlineData("""{"inputTokens":10,"outputTokens":5,"totalTokens":15}""", "InputTokens 10, OutputTokens 5")]
    [InlineData("""{"inputTokens":10,"outputTokens":5,"cacheReadInputTokens":30,"cacheReadInputTokenCount":30,"cacheWriteInputTokens":20,"cacheWriteInputTokenCount":20}""", "InputTokens 10, CachedInputTokens 30, CacheWriteTokens 20, OutputTokens 5")]
    [InlineData("""{"inputTokens":10,"outputTokens":5,"cacheWriteInputTokens":20,"cacheDetails":[{"ttl":"5m","inputTokens":12},{"ttl":"1h","inputTokens":8}]}""", "InputTokens 10, CacheWriteTokens 12, CacheWrite1hTokens 8, OutputTokens 5")]
    public void Converse_Pair_TakesModelAndRegionFromTheAddress(string usage, string quantities)
    {
        var reading = CallReading.Of(
            $$$"""
            {"url":"https://bedrock-runtime.us-east-1.amazonaws.com/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse",
            "status":200,"request":{"messages":[]},"response":{"output":{"message":{"role":"assistant","content":[]}},"stopReason":"end_turn",
            "serviceTier":{"type":"flex"},"usage":{{{usage}}}}}
            """.ReplaceLineEndings(""));
        Assert.Equal(quantities, reading.Quantities);
        var key = reading.Key;
        Assert.Equal(
            ("", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "bedrock", "us-east-1", "flex", true),
            (key.ResponseModel, key.RequestedModel, key.Provider, key.Region, key.ServiceTier, key.Slot.IsUndated));
    }

    [Fact]
    public void Perplexity_Reasoning_IsOnTop()
    {
        var reading = CallReading.Of(
            """
            {"url":"https://api.perplexity.ai/chat/completions","request":{"model":"sonar","messages":[]},"response":{"id":"p",
            "object":"chat.completion","model":"sonar-deep-research","choices":[],"usage":{"prompt_tokens":10,"completion_tokens":20,
            "reasoning_tokens":5,"citation_tokens":40,"num_search_queries":3,"cost":{"total_cost":0.5}}}}
            """.ReplaceLineEndings(""));
        Assert.Equal("InputTokens 10, OutputTokens 20, ReasoningTokens 5, CitationTokens 40, WebSearchesLow 3", reading.Quantities);
        Assert.Equal("0.5", reading.Call.ReportedCost?.ToString());
    }

    [Theory]
    [InlineData("low", "WebSearchesLow 1")]
    [InlineData("medium", "WebSearchesMedium 1")]
    [InlineData("high", "WebSearchesHigh 1")]
    public void Perplexity_ContextSize_IsOneRequestFee(string size, string fee) =>
        Assert.Equal("InputTokens 10, OutputTokens 20, " + fee, CallReading.Of(
            $$$"""{"id":"p","object":"chat.completion","model":"sonar","choices":[],"usage":{"prompt_tokens":10,"completion_tokens":20,"search_context_size":"{{{size}}}"}}""").Quantities);
}
