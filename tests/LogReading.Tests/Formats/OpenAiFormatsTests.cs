using Accounting.Core.Usage;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Tests.Calls;

namespace Accounting.LogReading.Tests.Formats;

public sealed class OpenAiFormatsTests
{
    private static readonly string Chat =
        """
        {"id":"chatcmpl-1","object":"chat.completion","created":1767225600,"model":"gpt-4o-2024-08-06","service_tier":"default",
        "choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],"usage":USAGE}
        """.ReplaceLineEndings("");

    private static string ChatWith(string usage) => Chat.Replace("USAGE", usage, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"prompt_tokens":12,"completion_tokens":3,"total_tokens":15}""", "InputTokens 12, OutputTokens 3")]
    [InlineData("""{"prompt_tokens":"12","completion_tokens":3.0,"total_tokens":15}""", "InputTokens 12, OutputTokens 3")]
    [InlineData("""{"prompt_tokens":12,"completion_tokens":1e1}""", "InputTokens 12, OutputTokens 10")]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":50,"prompt_tokens_details":{"cached_tokens":40,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":30}}""", "InputTokens 60, CachedInputTokens 40, OutputTokens 20, ReasoningTokens 30")]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":50,"prompt_tokens_details":{"cached_tokens":null,"audio_tokens":30},"completion_tokens_details":null}""", "InputTokens 70, AudioInputTokens 30, OutputTokens 50")]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":50,"prompt_tokens_details":{"cached_tokens":40,"cache_write_tokens":20}}""", "InputTokens 40, CachedInputTokens 40, CacheWriteTokens 20, OutputTokens 50")]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":50,"prompt_cache_hit_tokens":64,"prompt_cache_miss_tokens":36}""", "InputTokens 36, CachedInputTokens 64, OutputTokens 50")]
    [InlineData("""{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}""", "")]
    public void Chat_Usage_IsExclusiveMeters(string usage, string quantities)
    {
        var reading = CallReading.Of(ChatWith(usage));
        Assert.Equal("accepted", reading.Fate);
        Assert.Equal(quantities, reading.Quantities);
        Assert.Equal(("gpt-4o-2024-08-06", "openai", "chat", ""), (reading.Key.ResponseModel, reading.Key.Provider, reading.Key.CallType, reading.Key.ServiceTier));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), reading.Key.Slot.Start);
    }

    [Theory]
    [InlineData("""{"prompt_tokens":-1,"completion_tokens":3}""", "'prompt_tokens' is -1")]
    [InlineData("""{"prompt_tokens":12.5,"completion_tokens":3}""", "'prompt_tokens' is 12.5")]
    [InlineData("""{"prompt_tokens":12,"completion_tokens":9007199254740993}""", "'completion_tokens' is 9007199254740993")]
    [InlineData("""{"prompt_tokens":12,"completion_tokens":"many"}""", "'completion_tokens' is many")]
    [InlineData("""{"prompt_tokens":12,"completion_tokens":true}""", "'completion_tokens' is true")]
    [InlineData("""{"prompt_tokens":12,"completion_tokens":3,"prompt_tokens_details":{"cached_tokens":-4}}""", "'cached_tokens' is -4")]
    public void Chat_CountThatIsNone_IsRejectedWithItsName(string usage, string message)
    {
        var reading = CallReading.Of(ChatWith(usage));
        Assert.Equal("invalid_quantity", reading.Fate);
        Assert.StartsWith(message, reading.Rejected.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("flex", null, "flex")]
    [InlineData("priority", "auto", "priority")]
    [InlineData("default", "flex", "")]
    [InlineData("auto", "flex", "flex")]
    [InlineData(null, "priority", "priority")]
    [InlineData(null, "auto", "")]
    public void Chat_ServiceTier_IsTheServedOne(string? served, string? asked, string tier)
    {
        static string Field(string? value) => value is null ? "" : $"\"service_tier\":\"{value}\",";
        var reading = CallReading.Of(
            $$$"""
            {"request":{{{{Field(asked)}}}"model":"gpt-4o","messages":[]},"response":{{{{Field(served)}}}"id":"a","object":"chat.completion",
            "model":"gpt-4o","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1} } }
            """.ReplaceLineEndings(""));
        Assert.Equal(tier, reading.Key.ServiceTier);
    }

    [Fact]
    public void Chat_Citation_IsOneSearchOfTheRequestedSize()
    {
        var reading = CallReading.Of(
            """
            {"request":{"model":"gpt-4o-search-preview","messages":[],"web_search_options":{"search_context_size":"high"}},
            "response":{"id":"a","object":"chat.completion","model":"gpt-4o-search-preview","choices":[{"message":{"role":"assistant",
            "content":"x","annotations":[{"type":"url_citation"},{"type":"url_citation"}]}}],"usage":{"prompt_tokens":5,
            "completion_tokens":6}}}
            """.ReplaceLineEndings(""));
        Assert.Equal("InputTokens 5, OutputTokens 6, WebSearchesHigh 1", reading.Quantities);
    }

    [Fact]
    public void Responses_Usage_IncludesCacheAndReasoning()
    {
        var reading = CallReading.Of(
            """
            {"id":"resp_1","object":"response","created_at":1767225600,"status":"completed","model":"gpt-5-2025-08-07","service_tier":"flex",
            "output":[{"type":"web_search_call","action":{"type":"search"}},{"type":"web_search_call",
            "action":{"type":"open_page"}},{"type":"web_search_call"},{"type":"file_search_call"},{"type":"file_search_call"}],
            "tools":[{"type":"web_search","search_context_size":"low"}],"usage":{"input_tokens":100,
            "input_tokens_details":{"cached_tokens":60},"output_tokens":50,"output_tokens_details":{"reasoning_tokens":20},
            "total_tokens":150}}
            """.ReplaceLineEndings(""));
        Assert.Equal("InputTokens 40, CachedInputTokens 60, OutputTokens 30, ReasoningTokens 20, WebSearchesLow 2, FileSearches 1", reading.Quantities);
        Assert.Equal(("responses", "openai", "flex"), (reading.Key.CallType, reading.Key.Provider, reading.Key.ServiceTier));
    }

    [Theory]
    [InlineData("queued")]
    [InlineData("in_progress")]
    [InlineData("failed")]
    [InlineData("cancelled")]
    public void Responses_UnfinishedWithoutUsage_IsNotBillable(string status) =>
        Assert.Equal("not billable", CallReading.Of( $$"""
            {"id":"resp_1","object":"response","created_at":1767225600,"status":"{{status}}","model":"gpt-5","output":[],"usage":null}
            """.ReplaceLineEndings("")).Fate);

    [Fact]
    public void Batch_Answered_IsBilledAsBatch()
    {
        var reading = CallReading.Of(
            """
            {"id":"batch_req_1","custom_id":"a-1","response":{"status_code":200,"request_id":"r1","body":{"id":"chatcmpl-9",
            "object":"chat.completion","created":1767225600,"model":"gpt-4o-mini","choices":[],"usage":{"prompt_tokens":7,
            "completion_tokens":2}}},"error":null}
            """.ReplaceLineEndings(""));
        Assert.True(reading.Key.Batch);
        Assert.Equal("InputTokens 7, OutputTokens 2", reading.Quantities);
        Assert.Equal(Core.Ledger.CallId.FromProviderId("demo", "batch_req_1"u8), reading.Call.Id);
    }

    [Theory]
    [InlineData("""{"id":"b","custom_id":"a","response":{"status_code":429,"request_id":"r","body":{"error":{"message":"slow down"}}},"error":null}""")]
    [InlineData("""{"id":"b","custom_id":"a","response":null,"error":{"code":"batch_expired","message":"late"}}""")]
    [InlineData("""{"custom_id":"a","method":"POST","url":"/v1/chat/completions","body":{"model":"gpt-4o","messages":[]}}""")]
    public void Batch_FailedOrOnlyOrdered_IsNotBillable(string line) => Assert.Equal("not billable", CallReading.Of(line).Fate);

    [Fact]
    public void Embeddings_Pair_HasNoIdAndNoOutput()
    {
        var line =
            """
            {"recorded_at":"2026-01-01T00:20:00Z","status":200,"request":{"model":"text-embedding-3-small","input":"some text",
            "encoding_format":"float"},"response":{"object":"list","data":[],"model":"text-embedding-3-small","usage":{"prompt_tokens":2,
            "total_tokens":2}}}
            """.ReplaceLineEndings("");
        var reading = CallReading.Of(line);
        Assert.Equal(("embedding", "InputTokens 2"), (reading.Key.CallType, reading.Quantities));
        Assert.Equal(Core.Ledger.CallId.FromRecord("demo", System.Text.Encoding.UTF8.GetBytes(line), 1), reading.Call.Id);
    }

    [Fact]
    public void Completion_WithoutUsage_IsCounted()
    {
        var reading = CallReading.Of(
            """
            {"request":{"model":"gpt-3.5-turbo-instruct","prompt":"hello world"},"response":{"id":"cmpl-1","object":"text_completion",
            "created":1767225600,"model":"gpt-3.5-turbo-instruct","choices":[{"text":" hello","index":0}]}}
            """.ReplaceLineEndings(""));
        Assert.Equal(("completion", UsageSource.Counted, "InputTokens 2, OutputTokens 1"), (reading.Key.CallType, reading.Key.Source, reading.Quantities));
    }

    [Theory]
    [InlineData("https://my-team.openai.azure.com/openai/deployments/prod-4o/chat/completions?api-version=1", "azure", "prod-4o", "")]
    [InlineData("https://api.openai.com/v1/chat/completions", "openai", "", "")]
    [InlineData("https://eu.api.openai.com/v1/chat/completions", "openai", "", "eu")]
    [InlineData("https://api.deepseek.com/chat/completions", "deepseek", "", "")]
    [InlineData("https://openrouter.ai/api/v1/chat/completions", "openrouter", "", "")]
    [InlineData("https://example.org/v1/chat/completions", "openai", "", "")]
    public void Pair_Address_TellsProviderModelAndResidency(string url, string provider, string requested, string residency)
    {
        var reading = CallReading.Of(
            $$$"""
            {"url":"{{{url}}}","status":200,"request":{"messages":[]},"response":{"id":"a","object":"chat.completion","model":"gpt-4o",
            "choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1} } }
            """.ReplaceLineEndings(""));
        Assert.Equal((provider, requested, residency), (reading.Key.Provider, reading.Key.RequestedModel, reading.Key.Residency));
    }

    [Fact]
    public void Stream_ChunksWithUsageInTheLast_AreOneCall()
    {
        var reading = CallReading.Of(
            """
            {"request":{"model":"gpt-4o","messages":[{"role":"user","content":"hi"}]},"response_sse":"data: {\"id\":\"chatcmpl-7\",
            \"object\":\"chat.completion.chunk\",\"created\":1767225600,\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,
            \"delta\":{\"role\":\"assistant\",\"content\":\"He\"}}],\"usage\":null}\n\ndata: {\"id\":\"chatcmpl-7\",
            \"object\":\"chat.completion.chunk\",\"created\":1767225600,\"model\":\"gpt-4o\",\"choices\":[],\"usage\":{\"prompt_tokens\":8,
            \"completion_tokens\":2}}\n\ndata: [DONE]\n\n"}
            """.ReplaceLineEndings(""));
        Assert.Equal("InputTokens 8, OutputTokens 2", reading.Quantities);
        Assert.Equal(Core.Ledger.CallId.FromProviderId("demo", "chatcmpl-7"u8), reading.Call.Id);
    }

    [Fact]
    public void Stream_WithoutUsage_CountsAsTheSameAnswerAtOnce()
    {
        const string request = """{"model":"gpt-4o","messages":[{"role":"user","content":"Say it."}]}""";
        const string head = "\"id\":\"chatcmpl-8\",\"created\":1767225600,\"model\":\"gpt-4o\"";
        var stream = string.Join(
            "\n\n",
            new[] { "Grüße", " aus \\ud83d", "\\ude00 Straß", "burg" }
                .Select(text => $$$"""data: {{{{head}}},"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"{{{text}}}"}}]}"""));
        var streamed = CallReading.Of($$"""{"request":{{request}},"response":{{System.Text.Json.JsonSerializer.Serialize(stream)}}}""");
        var whole = CallReading.Of(
            $$$"""
            {"request":{{{request}}},"response":{{{{head}}},"object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant",
            "content":"Grüße aus 😀 Straßburg"}}]}}
            """.ReplaceLineEndings(""));
        Assert.Equal(whole.Quantities, streamed.Quantities);
        Assert.Equal(whole.Key, streamed.Key);
        Assert.Equal(UsageSource.Counted, streamed.Key.Source);
    }

    [Fact]
    public void Stream_ResponsesCompleted_IsTakenWhole()
    {
        var reading = CallReading.Of(
            """
            {"request":{"model":"gpt-5","input":"hi"},"response_sse":"event: response.created\ndata: {\"type\":\"response.created\",
            \"response\":{\"id\":\"resp_2\",\"object\":\"response\",\"created_at\":1767225600,\"status\":\"in_progress\",\"model\":\"gpt-5\",
            \"output\":[],\"usage\":null}}\n\nevent: response.completed\ndata: {\"type\":\"response.completed\",
            \"response\":{\"id\":\"resp_2\",\"object\":\"response\",\"created_at\":1767225600,\"status\":\"completed\",\"model\":\"gpt-5\",
            \"output\":[],\"usage\":{\"input_tokens\":4,\"output_tokens\":9}}}\n\n"}
            """.ReplaceLineEndings(""));
        Assert.Equal("InputTokens 4, OutputTokens 9", reading.Quantities);
    }

    [Fact]
    public void Stream_ResponsesBrokenOff_CountsTheTextThatCame()
    {
        var reading = CallReading.Of(
            """
            {"request":{"model":"gpt-4o","input":"hi"},"response_sse":"data: {\"type\":\"response.created\",\"response\":{\"id\":\"resp_3\",
            \"created_at\":1767225600,\"status\":\"in_progress\",\"model\":\"gpt-4o\"}}\n\ndata: {\"type\":\"response.output_text.delta\",
            \"delta\":\"hello\"}\n\ndata: {\"type\":\"response.outp"}
            """.ReplaceLineEndings(""));
        Assert.Equal(("accepted", UsageSource.Counted), (reading.Fate, reading.Key.Source));
        Assert.Equal(1, reading.Of(reading.Call, Meter.OutputTokens));
    }

    [Fact]
    public void Pair_JsonInStrings_IsRead()
    {
        var reading = CallReading.Of(
            """
            {"tenant":"acme","request":"{\"model\":\"gpt-4o\",\"messages\":[]}","response":"{\"id\":\"a\",\"object\":\"chat.completion\",
            \"model\":\"gpt-4o\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1}}"}
            """.ReplaceLineEndings(""),
            new());
        Assert.Equal(("acme", "InputTokens 3, OutputTokens 1"), (reading.Key.Tenant, reading.Quantities));
    }

    [Theory]
    [InlineData("""{"status":500,"request":{},"response":{"id":"a","object":"chat.completion","model":"gpt-4o","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":1}}}""")]
    [InlineData("""{"status":"404","request":{"model":"x"},"response":{"error":{"message":"no such model"}}}""")]
    [InlineData("""{"request":{"model":"x","messages":[]},"response":{"error":{"message":"overloaded"}}}""")]
    [InlineData("""{"error":{"message":"bad key","type":"invalid_request_error"}}""")]
    [InlineData("""{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""")]
    public void Failure_OfAnyKind_IsNotBillable(string line) => Assert.Equal("not billable", CallReading.Of(line).Fate);

    [Fact]
    public void Failure_WithUsageOfZeros_IsNotBillable() =>
        Assert.Equal("not billable", CallReading.Of(
            """{"object":"chat.completion","model":"m","choices":[],"error":{"message":"x"},"usage":{"prompt_tokens":0,"completion_tokens":0}}""").Fate);

    [Fact]
    public void Chat_CreatedZero_IsNoTime()
    {
        var reading = CallReading.Of(
            """
            {"recorded_at":"2026-01-01T00:00:00Z","request":{"model":"m"},
            "response":{"object":"chat.completion","created":0,"model":"m","choices":[],"usage":{"prompt_tokens":1}}}
            """.ReplaceLineEndings(""));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), reading.Key.Slot.Start);
    }

    [Fact]
    public void Pair_CreationBeforeTheTimeOfRecording_Decides()
    {
        var reading = CallReading.Of(
            """
            {"recorded_at":"2026-01-01T00:15:01Z","request":{"model":"m"},
            "response":{"object":"chat.completion","created":1767226499,"model":"m","choices":[],"usage":{"prompt_tokens":1}}}
            """.ReplaceLineEndings(""));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), reading.Key.Slot.Start);
    }

    [Fact]
    public void Response_MessagesBesideIt_AreThePrompt()
    {
        var reading = CallReading.Of(
            """{"messages":[{"role":"user","content":"hello world"}],"response":{"object":"chat.completion","model":"gpt-4o","choices":[{"message":{"content":"hello"}}]}}""");
        Assert.Equal("InputTokens 9, OutputTokens 1", reading.Quantities);
    }

    [Theory]
    [InlineData("response.output_text.delta")]
    [InlineData("ping")]
    public void Stream_OfNoKnownEvents_IsNoResponse(string type) =>
        Assert.Equal(type == "ping" ? "no_usage" : "accepted", CallReading.Of(
            $$"""{"request":{"model":"gpt-4o","input":"hi"},"response_sse":"data: {\"type\":\"{{type}}\",\"delta\":\"hello\"}\n\n"}""").Fate);
}
