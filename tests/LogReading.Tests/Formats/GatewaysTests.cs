using System.Text.Json;
using Accounting.Core.Usage;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Tests.Calls;

namespace Accounting.LogReading.Tests.Formats;

/// <summary>Logs of gateways and of clouds.</summary>
public sealed class GatewaysTests
{
    private const string Chat = """{"id":"chatcmpl-1","object":"chat.completion","created":1772366400,"model":"gpt-4o-2024-08-06","choices":[],"usage":{"prompt_tokens":812,"completion_tokens":96,"prompt_tokens_details":{"cached_tokens":512}}}""";

    private static string Diagnostics(string properties, string more = "") =>
        $$"""{"time":"2026-03-01T12:00:00Z","category":"RequestResponse","resourceId":"/SUBSCRIPTIONS/S/PROVIDERS/MICROSOFT.COGNITIVESERVICES/ACCOUNTS/A","durationMs":-3{{more}},"properties":{{properties}}}""";

    [Theory]
    [InlineData("""{"modelName":"gpt-4o","requestTime":639079956000000000}""")]
    [InlineData(""" "{\"modelName\":\"gpt-4o\",\"requestTime\":639079956000000000}" """)]
    public void AzureDiagnostics_PropertiesInEitherForm_SayThatNothingIsReported(string properties)
    {
        var rejected = CallReading.Of(Diagnostics(properties)).Rejected;
        Assert.Equal("no_usage", rejected.Reason);
        Assert.Contains("'gpt-4o'", rejected.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"modelName":"gpt-4o"}""", ",\"resultSignature\":\"429\"")]
    [InlineData("""{"apiName":"ListModels"}""", "")]
    public void AzureDiagnostics_FailedOrNoCall_IsNotBillable(string properties, string more) => Assert.Equal("not billable", CallReading.Of(Diagnostics(properties, more)).Fate);

    [Fact]
    public void AzureMonitor_RecordsInAList_AreRecordsEach()
    {
        var reading = CallReading.Of($$"""{"records":[{{Diagnostics("""{"modelName":"gpt-4o"}""")}},{{Gateway(Chat)}}]}""");
        Assert.Equal((2, 1, 1), (reading.Posting.Read, reading.Posting.Calls.Count, reading.Posting.Rejected.Count));
    }

    private static string Gateway(string body, string properties = "") =>
        $$$"""{"time":"2026-03-01T12:00:00Z","category":"GatewayLogs","correlationId":"g1","properties":{"apimSubscriptionId":"acme","backendResponseCode":200{{{properties}}},"backendResponseBody":{{{JsonSerializer.Serialize(body)}}}}}""";

    [Fact]
    public void ApimGateway_BodiesInStrings_AreRead()
    {
        var reading = CallReading.Of(Gateway(Chat, ",\"backendUrl\":\"https://a.openai.azure.com/openai/deployments/chat/completions\""), new());
        Assert.Equal("InputTokens 300, CachedInputTokens 512, OutputTokens 96", reading.Quantities);
        Assert.Equal(("acme", "azure", "gpt-4o-2024-08-06"), (reading.Key.Tenant, reading.Key.Provider, reading.Key.ResponseModel));
        Assert.Equal(Core.Ledger.CallId.FromProviderId("acme", "g1"u8), reading.Call.Id);
    }

    [Fact]
    public void ApimGateway_StreamInAString_IsJoined()
    {
        var stream = "data: {\"object\":\"chat.completion.chunk\",\"model\":\"gpt-4o\",\"choices\":[],\"usage\":{\"prompt_tokens\":8,\"completion_tokens\":1}}\n\ndata: [DONE]\n\n";
        Assert.Equal("InputTokens 8, OutputTokens 1", CallReading.Of(Gateway(stream)).Quantities);
    }

    [Theory]
    [InlineData("{\"error\":{\"code\":\"429\"}}", ",\"isRequestSuccess\":true", "not billable")]
    [InlineData("", ",\"responseCode\":200", "no_usage")]
    [InlineData("{\"object\":\"chat.compl", "", "unknown_format")]
    public void ApimGateway_WithoutAnAnswer_SaysWhy(string body, string properties, string fate) =>
        Assert.Equal(fate, CallReading.Of(Gateway(body, properties)).Fate);

    private static string Llm(int sequence, string tokens, string model = "gpt-4o") =>
        $$"""{"TimeGenerated":"2026-03-01T12:00:0{{sequence}}Z","CorrelationId":"c1","SequenceNumber":{{sequence}},"DeploymentName":"{{(model.Length > 0 ? "chat" : "")}}","ModelName":"{{model}}"{{tokens}},"RequestMessages":"[{\"ro"}""";

    [Theory]
    [InlineData(",\"PromptTokens\":0,\"CompletionTokens\":0", "", 1, 2)]
    [InlineData(",\"PromptTokens\":null,\"CompletionTokens\":null", "gpt-4o", 1, 2)]
    [InlineData(",\"PromptTokens\":812,\"CompletionTokens\":96", "gpt-4o", 3, 0)]
    public void ApimLlm_RowsOfOneCorrelation_AreOneCall(string tokens, string model, int calls, int notBillable)
    {
        var lines = string.Join('\n', Llm(0, ",\"PromptTokens\":812,\"CompletionTokens\":96,\"TotalTokens\":908"), Llm(1, tokens, model), Llm(2, tokens, model));
        var reading = CallReading.Of(lines);
        Assert.Equal((3, calls, notBillable), (reading.Posting.Read, reading.Posting.Calls.Count, reading.Posting.NotBillable));
        // Rows that repeat the tokens are duplicates, whenever they were written.
        Assert.Single(reading.Posting.Calls.Select(call => (call.Id, call.Facts)).Distinct());
        Assert.Equal("InputTokens 812, OutputTokens 96", reading.Describe(reading.Posting.Calls[0]));
    }

    private static string Bedrock(string model, string input, string output) =>
        $$"""{"schemaType":"ModelInvocationLog","timestamp":"2026-03-01T12:00:00Z","accountId":"123456789012","region":"us-east-1","requestId":"q1","modelId":"{{model}}","requestMetadata":{"tenant":"acme"},"input":{{input}},"output":{{output}}}""";

    [Fact]
    public void Bedrock_CountsOfTheLog_LeaveCachesOutOfInput()
    {
        var reading = CallReading.Of(Bedrock("anthropic.claude-sonnet-4-5-20250929-v1:0", """{"inputTokenCount":12,"cacheReadInputTokenCount":1000,"cacheWriteInputTokenCount":50}""", """{"outputTokenCount":5}"""), new());
        Assert.Equal("InputTokens 12, CachedInputTokens 1000, CacheWriteTokens 50, OutputTokens 5", reading.Quantities);
        Assert.Equal(("acme", "bedrock", "us-east-1", Band.Of(1062)), (reading.Key.Tenant, reading.Key.Provider, reading.Key.Region, reading.Key.InputBand));
    }

    [Theory]
    [InlineData("""{"output":{"message":{"role":"assistant","content":[{"text":"Hi"}]}},"stopReason":"end_turn","usage":{"inputTokens":12,"outputTokens":5}}""")]
    [InlineData("""[{"messageStart":{"role":"assistant"}},{"contentBlockDelta":{"contentBlockIndex":0,"delta":{"text":"Hi"}}},{"messageStop":{"stopReason":"end_turn"}},{"metadata":{"usage":{"inputTokens":12,"outputTokens":5}}}]""")]
    [InlineData("""{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[],"usage":{"input_tokens":12,"output_tokens":5}}""")]
    [InlineData("""[{"type":"message_start","message":{"id":"msg_1","type":"message","model":"claude-sonnet-4-5","usage":{"input_tokens":12,"output_tokens":1}}},{"type":"message_delta","usage":{"output_tokens":5}}]""")]
    [InlineData("""[{"outputText":"Hi","index":0},{"completionReason":"FINISH"}]""")]
    public void Bedrock_BodyAsObjectOrEvents_IsTheSame(string body)
    {
        var reading = CallReading.Of(Bedrock("us.anthropic.claude-sonnet-4-5-20250929-v1:0", """{"inputTokenCount":12,"inputBodyJson":{}}""", $$"""{"outputTokenCount":5,"outputBodyJson":{{body}}}"""));
        Assert.Equal("InputTokens 12, OutputTokens 5", reading.Quantities);
        Assert.Equal(("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "bedrock"), (reading.Key.ResponseModel, reading.Key.Provider));
        Assert.Equal(Core.Ledger.CallId.FromProviderId("demo", "q1"u8), reading.Call.Id);
    }

    [Theory]
    [InlineData("arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0", "amazon.nova-lite-v1:0")]
    [InlineData("arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0", "us.amazon.nova-lite-v1:0")]
    [InlineData("arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3", "claude-sonnet-4-5")]
    public void Bedrock_Arn_LeadsToAModel(string arn, string model)
    {
        var body = """{"id":"m","type":"message","model":"claude-sonnet-4-5","content":[],"usage":{"input_tokens":1,"output_tokens":1}}""";
        var key = CallReading.Of(Bedrock(arn, """{"inputTokenCount":1}""", $$"""{"outputTokenCount":1,"outputBodyJson":{{body}}}""")).Key;
        Assert.Equal((model, arn), (key.ResponseModel, key.RequestedModel));
    }

    [Fact]
    public void Bedrock_Error_IsNotBillable() =>
        Assert.Equal("not billable", CallReading.Of(Bedrock("m", """{"inputTokenCount":1}""", "{}").Replace("\"requestId\"", "\"errorCode\":\"ThrottlingException\",\"requestId\"", StringComparison.Ordinal)).Fate);

    private static string Helicone(string more) =>
        $$"""{"request_id":"h1","response_id":"h2","request_created_at":"2026-03-01 12:00:00.123","request_user_id":"acme","response_status":200,"response_model":"some-model"{{more}}}""";

    [Theory]
    [InlineData(",\"prompt_tokens\":1000,\"completion_tokens\":10,\"total_tokens\":1010,\"prompt_cache_read_tokens\":400", "InputTokens 600, CachedInputTokens 400, OutputTokens 10")]
    [InlineData(",\"prompt_tokens\":1000,\"completion_tokens\":10,\"total_tokens\":1410,\"prompt_cache_read_tokens\":400", "InputTokens 1000, CachedInputTokens 400, OutputTokens 10")]
    [InlineData(",\"prompt_tokens\":4,\"completion_tokens\":10,\"prompt_cache_read_tokens\":400,\"prompt_cache_write_tokens\":20", "InputTokens 4, CachedInputTokens 400, CacheWriteTokens 20, OutputTokens 10")]
    [InlineData(",\"provider\":\"ANTHROPIC\",\"prompt_tokens\":1000,\"completion_tokens\":10,\"prompt_cache_read_tokens\":400", "InputTokens 1000, CachedInputTokens 400, OutputTokens 10")]
    public void Helicone_CacheInsideOrBesideOfInput_IsToldByTheTotal(string counts, string quantities) => Assert.Equal(quantities, CallReading.Of(Helicone(counts)).Quantities);

    [Fact]
    public void Helicone_AnswerInTheRow_CountsMoreThanItsColumns()
    {
        var reading = CallReading.Of(Helicone($$""","prompt_tokens":1,"completion_tokens":1,"response_body":{{JsonSerializer.Serialize(Chat)}},"request_body":"{\"model\":\"gpt-4o\",\"messages\":[]}","costUSD":0.5"""), new());
        Assert.Equal("InputTokens 300, CachedInputTokens 512, OutputTokens 96", reading.Quantities);
        Assert.Equal(("acme", "some-model", "gpt-4o", "0.5"), (reading.Key.Tenant, reading.Key.ResponseModel, reading.Key.RequestedModel, reading.Call.ReportedCost?.ToString()));
    }

    [Theory]
    [InlineData(",\"cache_reference_id\":\"5f1d7a3e-0000-4000-8000-000000000001\",\"prompt_tokens\":1", "not billable")]
    [InlineData(",\"cache_reference_id\":\"00000000-0000-0000-0000-000000000000\",\"prompt_tokens\":1", "accepted")]
    public void Helicone_OutOfItsCache_IsNotBillable(string more, string fate) => Assert.Equal(fate, CallReading.Of(Helicone(more)).Fate);

    [Fact]
    public void Helicone_Failure_IsNotBillable() => Assert.Equal("not billable", CallReading.Of(Helicone(",\"prompt_tokens\":1").Replace(":200", ":500", StringComparison.Ordinal)).Fate);

    [Theory]
    [InlineData("""{"id":"c","model":"command-r","message":{},"usage":{"billed_units":{"input_tokens":12,"output_tokens":5},"tokens":{"input_tokens":200,"output_tokens":7}}}""", "InputTokens 12, OutputTokens 5", "chat")]
    [InlineData("""{"response_id":"r","text":"Hi","model":"command-r","meta":{"api_version":{"version":"1"},"billed_units":{"input_tokens":12,"output_tokens":5}}}""", "InputTokens 12, OutputTokens 5", "chat")]
    [InlineData("""{"id":"e","model":"embed-v4.0","embeddings":{"float":[]},"meta":{"api_version":{"version":"2"},"billed_units":{"input_tokens":4,"image_tokens":6}}}""", "InputTokens 4, ImageInputTokens 6", "embedding")]
    [InlineData("""{"id":"k","model":"rerank-v3.5","results":[],"meta":{"api_version":{"version":"2"},"billed_units":{"search_units":1}}}""", "Queries 1", "rerank")]
    public void Cohere_BilledUnits_AreWhatIsPaidFor(string body, string quantities, string type)
    {
        var reading = CallReading.Of(body, new ReadingOptions { Tenant = "demo" });
        Assert.Equal(("accepted", quantities, type, "cohere"), (reading.Fate, reading.Quantities, reading.Key.CallType, reading.Key.Provider));
    }
}
