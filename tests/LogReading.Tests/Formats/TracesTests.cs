using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Tests.Calls;

namespace Accounting.LogReading.Tests.Formats;

/// <summary>Traces: many spans in one record, parents that repeat their children, numbers in strings.</summary>
public sealed class TracesTests
{
    private static string Attribute(string key, string value) => $$"""{"key":"{{key}}","value":{{value}}}""";

    private static string Text(string key, string value) => Attribute(key, $$"""{"stringValue":"{{value}}"}""");

    private static string Span(string id, params string[] attributes) =>
        $$"""{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"{{id}}","startTimeUnixNano":"1772366400000000000","endTimeUnixNano":"1772366401000000000","attributes":[{{string.Join(',', attributes)}}]}""";

    private static string Chat(string id, params string[] more) =>
        Span(id, [Text("gen_ai.operation.name", "chat"), Text("gen_ai.provider.name", "openai"), Text("gen_ai.response.model", "gpt-4o"), .. more]);

    private static string Count(string key, string number) => Attribute(key, $$"""{"intValue":{{number}}}""");

    private static string Export(string resource, params string[] spans) =>
        $$"""{"resourceSpans":[{"resource":{"attributes":[{{resource}}]},"scopeSpans":[{"scope":{"name":"x"},"spans":[{{string.Join(',', spans)}}]}]}]}""";

    private static CallReading Read(params string[] spans) => CallReading.Of(Export(Text("service.name", "shop"), spans), new());

    [Fact]
    public void Otlp_SpansOfOneRecord_AreRecordsEach()
    {
        var reading = Read(
            Chat("0000000000000001", Count("gen_ai.usage.input_tokens", "\"812\""), Count("gen_ai.usage.output_tokens", "\"96\"")),
            Chat("0000000000000002", Count("gen_ai.usage.input_tokens", "7"), Count("gen_ai.usage.output_tokens", "\"x\"")),
            Span("0000000000000003", Text("http.method", "GET")),
            Chat("0000000000000004", Text("gen_ai.response.id", "chatcmpl-9"), Count("gen_ai.usage.input_tokens", "3")));
        Assert.Equal((4, 2, 1, 1), (reading.Posting.Read, reading.Posting.Calls.Count, reading.Posting.NotBillable, reading.Posting.Rejected.Count));
        Assert.Equal("InputTokens 812, OutputTokens 96", reading.Describe(reading.Posting.Calls[0]));
        Assert.Equal(CallId.FromProviderId("shop", "5b8efff798038103d269b633813fc60c:0000000000000001:"u8), reading.Posting.Calls[0].Id);
        Assert.Equal(CallId.FromProviderId("shop", "chatcmpl-9"u8), reading.Posting.Calls[1].Id);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), reading.Posting.Keys[0].Slot.Start);
        Assert.Equal(2, reading.Posting.Calls.Select(call => call.Record.Offset).Distinct().Count());
    }

    [Fact]
    public void Otlp_RejectedSpan_GoesToQuarantineAsAnExportOfItsOwn()
    {
        var bad = Chat("0000000000000002", Count("gen_ai.usage.input_tokens", "\"x\""));
        var raw = Read(Chat("0000000000000001", Count("gen_ai.usage.input_tokens", "\"1\"")), bad).Rejected.Raw;
        Assert.Contains("shop", System.Text.Encoding.UTF8.GetString(raw), StringComparison.Ordinal);
        var mended = System.Text.Encoding.UTF8.GetString(raw).Replace("\"x\"", "\"5\"", StringComparison.Ordinal);
        Assert.Equal(("accepted", "InputTokens 5"), (CallReading.Of(mended, new()).Fate, CallReading.Of(mended, new()).Quantities));
    }

    [Theory]
    [InlineData("gen_ai.operation.name", "invoke_agent")]
    [InlineData("gen_ai.operation.name", "create_agent")]
    [InlineData("gen_ai.operation.name", "execute_tool")]
    [InlineData("gen_ai.operation.name", "invoke_workflow")]
    [InlineData("openinference.span.kind", "AGENT")]
    [InlineData("openinference.span.kind", "CHAIN")]
    [InlineData("traceloop.span.kind", "workflow")]
    public void Otlp_SpansAboveCalls_AreNotBilledTwice(string key, string kind)
    {
        var parent = Span("000000000000000a", Text(key, kind), Text("gen_ai.request.model", "gpt-4o"), Count("gen_ai.usage.input_tokens", "\"812\""), Count("gen_ai.usage.output_tokens", "\"96\""));
        var reading = Read(parent, Chat("0000000000000001", Count("gen_ai.usage.input_tokens", "\"812\""), Count("gen_ai.usage.output_tokens", "\"96\"")));
        Assert.Equal((2, 1), (reading.Posting.Calls.Count + reading.Posting.NotBillable, reading.Posting.Calls.Count));
    }

    [Fact]
    public void Otlp_CurrentNames_IncludeCachesAndReasoning() => Assert.Equal(
        "InputTokens 300, CachedInputTokens 500, CacheWriteTokens 12, OutputTokens 56, ReasoningTokens 40",
        Read(Chat(
            "0000000000000001", Count("gen_ai.usage.input_tokens", "\"812\""), Count("gen_ai.usage.cache_read.input_tokens", "\"500\""), Count("gen_ai.usage.cache_creation.input_tokens", "\"12\""),
            Count("gen_ai.usage.output_tokens", "\"96\""), Count("gen_ai.usage.reasoning.output_tokens", "\"40\""))).Quantities);

    [Fact]
    public void Otlp_CacheLargerThanInput_StandsBesideIt() => Assert.Equal(
        "InputTokens 4, CachedInputTokens 9000, OutputTokens 5",
        Read(Chat("0000000000000001", Count("gen_ai.usage.input_tokens", "\"4\""), Count("gen_ai.usage.cache_read.input_tokens", "\"9000\""), Count("gen_ai.usage.output_tokens", "\"5\""))).Quantities);

    [Theory]
    [InlineData("gen_ai.usage.prompt_tokens", "gen_ai.usage.completion_tokens")]
    [InlineData("llm.token_count.prompt", "llm.token_count.completion")]
    public void Otlp_OlderNames_AreRead(string input, string output)
    {
        var span = Span("0000000000000001", Text("openinference.span.kind", "LLM"), Text("llm.model_name", "gpt-4o"), Count(input, "\"8\""), Attribute(output, """{"doubleValue":9.0}"""));
        Assert.Equal("InputTokens 8, OutputTokens 9", Read(span).Quantities);
    }

    [Fact]
    public void Otlp_ErrorWithoutTokens_IsNotBillable()
    {
        var span = Chat("0000000000000001").Replace("\"attributes\"", "\"status\":{\"code\":2},\"attributes\"", StringComparison.Ordinal);
        Assert.Equal("not billable", Read(span).Fate);
    }

    [Theory]
    [InlineData("gen_ai.input.messages", "gen_ai.output.messages")]
    [InlineData("", "")]
    public void Otlp_WithoutTokens_IsCounted(string input, string output)
    {
        string[] text = input.Length > 0
            ? [Attribute(input, """{"stringValue":"[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"hello world\"}]}]"}"""), Attribute(output, """{"stringValue":"[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"hello\"}]}]"}""")]
            : [Text("gen_ai.prompt.0.role", "user"), Text("gen_ai.prompt.0.content", "hello world"), Text("gen_ai.completion.0.content", "hello")];
        var reading = Read(Chat("0000000000000001", text));
        Assert.Equal((UsageSource.Counted, "InputTokens 9, OutputTokens 1"), (reading.Key.Source, reading.Quantities));
    }

    [Fact]
    public void Otlp_TenantOfSpanOrResource_CountsMoreThanTheService()
    {
        var span = Chat("0000000000000001", Count("gen_ai.usage.input_tokens", "\"1\""));
        Assert.Equal("acme", CallReading.Of(Export(Text("service.name", "shop") + "," + Text("tenant.id", "acme"), span), new()).Key.Tenant);
        Assert.Equal("u7", CallReading.Of(Export(Text("service.name", "shop"), Chat("0000000000000001", Count("gen_ai.usage.input_tokens", "\"1\""), Text("user.id", "u7"))), new()).Key.Tenant);
    }

    [Fact]
    public void Otlp_SpanAlone_IsRead() => Assert.Equal("accepted", CallReading.Of(Chat("0000000000000001", Count("gen_ai.usage.input_tokens", "\"1\""))).Fate);

    [Fact]
    public void Otlp_NoSpans_IsNotBillable() => Assert.Equal("not billable", CallReading.Of("""{"resourceSpans":[]}""").Fate);

    private static string Observation(string usage, string more = "") =>
        $$"""{"id":"o1","trace_id":"t1","project_id":"p1","type":"GENERATION","start_time":"2026-03-01 12:00:00.000","provided_model_name":"gpt-4o","usage_details":{{usage}}{{more}}}""";

    [Theory]
    [InlineData("""{"input":300,"input_cached_tokens":512,"output":56,"output_reasoning_tokens":40,"total":908}""", "InputTokens 300, CachedInputTokens 512, OutputTokens 56, ReasoningTokens 40")]
    [InlineData("""{"input":812,"input_cached_tokens":512,"output":96,"output_reasoning_tokens":40,"total":908}""", "InputTokens 300, CachedInputTokens 512, OutputTokens 56, ReasoningTokens 40")]
    [InlineData("""{"input":4,"cache_read_input_tokens":9000,"cache_creation_input_tokens":20,"output":5}""", "InputTokens 4, CachedInputTokens 9000, CacheWriteTokens 20, OutputTokens 5")]
    [InlineData("""{"input":10,"output":5,"total":55,"output_thoughts_token_count":40}""", "InputTokens 10, OutputTokens 5, ReasoningTokens 40")]
    [InlineData(""" "{\"input\":10,\"output\":5}" """, "InputTokens 10, OutputTokens 5")]
    [InlineData("""{"input":10,"input_audio_tokens":3,"output":5,"output_audio_tokens":2}""", "InputTokens 10, AudioInputTokens 3, OutputTokens 5, AudioOutputTokens 2")]
    public void Langfuse_Usage_OneBucketPerUnit(string usage, string quantities) => Assert.Equal(quantities, CallReading.Of(Observation(usage)).Quantities);

    [Fact]
    public void Langfuse_UnknownName_IsRejectedAndNotLost() => Assert.Equal("invalid_quantity", CallReading.Of(Observation("""{"input":1,"widgets":3}""")).Fate);

    [Theory]
    [InlineData("SPAN")]
    [InlineData("AGENT")]
    [InlineData("TOOL")]
    [InlineData("EVENT")]
    public void Langfuse_OtherObservations_AreNotBillable(string type) =>
        Assert.Equal("not billable", CallReading.Of(Observation("""{"input":812,"output":96}""").Replace("GENERATION", type, StringComparison.Ordinal)).Fate);

    [Fact]
    public void Langfuse_WithoutUsage_TextInStringsIsCounted()
    {
        var reading = CallReading.Of(Observation("{}", ""","input":"[{\"role\":\"user\",\"content\":\"hello world\"}]","output":"{\"role\":\"assistant\",\"content\":\"hello\"}","user_id":"u1","total_cost":"0.5" """), new());
        Assert.Equal((UsageSource.Counted, "InputTokens 9, OutputTokens 1", "u1"), (reading.Key.Source, reading.Quantities, reading.Key.Tenant));
        Assert.Equal("0.5", reading.Call.ReportedCost?.ToString());
    }

    [Theory]
    [InlineData("\"usageDetails\":{\"input\":812,\"output\":96}", "InputTokens 812, OutputTokens 96")]
    [InlineData("\"usage\":{\"input\":812,\"output\":96,\"total\":908,\"unit\":\"TOKENS\"}", "InputTokens 812, OutputTokens 96")]
    [InlineData("\"usage\":{\"input\":812,\"output\":96,\"total\":908,\"unit\":\"CHARACTERS\"}", "InputCharacters 812, OutputCharacters 96")]
    public void LangfuseApi_UsageOldAndNew_IsRead(string usage, string quantities)
    {
        var observation = $$"""{"id":"o1","traceId":"t1","type":"GENERATION","startTime":"2026-03-01T12:00:00Z","model":"gpt-4o",{{usage}}}""";
        Assert.Equal(quantities, CallReading.Of(observation).Quantities);
        var page = CallReading.Of($$$"""{"data":[{{{observation}}},{{{observation.Replace("o1", "o2", StringComparison.Ordinal)}}}],"meta":{"page":1,"totalItems":2}}""");
        Assert.Equal((2, 2), (page.Posting.Read, page.Posting.Calls.Select(call => call.Id).Distinct().Count()));
    }
}
