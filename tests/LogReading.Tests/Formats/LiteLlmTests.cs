using Accounting.LogReading.Calls;
using Accounting.LogReading.Tests.Calls;

namespace Accounting.LogReading.Tests.Formats;

public sealed class LiteLlmTests
{
    private static readonly string Payload =
        """
        {"id":"chatcmpl-5","trace_id":"t","call_type":"acompletion","response_cost":0.00123,"status":"success",
        "custom_llm_provider":"azure","prompt_tokens":100,"completion_tokens":20,"total_tokens":120,"startTime":1767225600.25,
        "endTime":1767226600.5,"model_map_information":{"model_map_key":"gpt-4o","model_map_value":null},"model":"azure/prod",
        "model_group":"fast","cache_hit":CACHE,"metadata":{"user_api_key_team_id":"team-7","user_api_key_team_alias":"Blue",
        "usage_object":OBJECT},"response":{"model":"gpt-4o-2024-08-06"},"model_parameters":{}}
        """.ReplaceLineEndings("");

    private static CallReading Read(string usage = "null", string cache = "null", ReadingOptions? options = null) =>
        CallReading.Of(Payload.Replace("OBJECT", usage, StringComparison.Ordinal).Replace("CACHE", cache, StringComparison.Ordinal), options ?? new());

    [Fact]
    public void Payload_Fields_AreTakenOver()
    {
        var reading = Read();
        var key = reading.Key;
        Assert.Equal(("Blue", "azure", "gpt-4o-2024-08-06", "azure/prod", "chat"), (key.Tenant, key.Provider, key.ResponseModel, key.RequestedModel, key.CallType));
        Assert.Equal("InputTokens 100, OutputTokens 20", reading.Quantities);
        Assert.Equal("0.00123", reading.Call.ReportedCost?.ToString());
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), key.Slot.Start);
        Assert.Equal(Core.Ledger.CallId.FromProviderId("Blue", "chatcmpl-5"u8), reading.Call.Id);
    }

    [Theory]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"prompt_tokens_details":{"cached_tokens":60}}""", "InputTokens 40, CachedInputTokens 60, OutputTokens 20")]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"cache_read_input_tokens":30,"cache_creation_input_tokens":50}""", "InputTokens 20, CachedInputTokens 30, CacheWriteTokens 50, OutputTokens 20")]
    [InlineData("""{"input_tokens":20,"output_tokens":20,"cache_read_input_tokens":30,"cache_creation_input_tokens":50}""", "InputTokens 20, CachedInputTokens 30, CacheWriteTokens 50, OutputTokens 20")]
    [InlineData("""{"input_tokens":100,"output_tokens":20,"input_tokens_details":{"cached_tokens":60}}""", "InputTokens 40, CachedInputTokens 60, OutputTokens 20")]
    public void Payload_UsageObject_IsReadByItsShape(string usage, string quantities) => Assert.Equal(quantities, Read(usage).Quantities);

    [Fact]
    public void Payload_OutOfItsCache_IsNotBillable() => Assert.Equal("not billable", Read(cache: "true").Fate);

    [Fact]
    public void Payload_Failure_IsNotBillable() =>
        Assert.Equal("not billable", CallReading.Of(
            Payload.Replace("\"success\"", "\"failure\"", StringComparison.Ordinal).Replace("OBJECT", "null", StringComparison.Ordinal)
                .Replace("CACHE", "null", StringComparison.Ordinal)).Fate);

    [Fact]
    public void SpendLog_JsonInStrings_IsRead()
    {
        var reading = CallReading.Of(
            """
            {"request_id":"req-1","call_type":"aresponses","api_key":"88dc","spend":"0.5","total_tokens":120,"prompt_tokens":100,
            "completion_tokens":20,"startTime":"2026-01-01 00:16:00.123","endTime":"2026-01-01T00:20:00","model":"claude-sonnet-4-5",
            "custom_llm_provider":"anthropic","user":"u","metadata":"{\"user_api_key_team_alias\":\"\",\"user_api_key_team_id\":\"red\",
            \"additional_usage_values\":{\"cache_read_input_tokens\":40,\"cache_creation_input_tokens\":10}}","cache_hit":"False",
            "status":"success","response":"{}","messages":"{}"}
            """.ReplaceLineEndings(""),
            new());
        var key = reading.Key;
        Assert.Equal(("red", "anthropic", "claude-sonnet-4-5", "responses"), (key.Tenant, key.Provider, key.ResponseModel, key.CallType));
        Assert.Equal("InputTokens 50, CachedInputTokens 40, CacheWriteTokens 10, OutputTokens 20", reading.Quantities);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 15, 0, TimeSpan.Zero), key.Slot.Start);
        Assert.Equal(Core.Ledger.CallId.FromProviderId("red", "req-1"u8), reading.Call.Id);
    }

    [Theory]
    [InlineData("\"cache_hit\":\"True\"")]
    [InlineData("\"status\":\"failure\"")]
    public void SpendLog_CacheHitOrFailure_IsNotBillable(string field) =>
        Assert.Equal("not billable", CallReading.Of($$"""{"request_id":"r","spend":0,"startTime":"2026-01-01T00:00:00Z","model":"gpt-4o",{{field}}}""").Fate);
}
