using Accounting.LogReading.Inputs;
using Accounting.LogReading.Tests.Calls;
using Accounting.Core.Ledger;
using Accounting.LogReading.Calls;
using Accounting.TestKit;

namespace Accounting.LogReading.Tests.Formats;

/// <summary>Sessions, whose lines lean on each other.</summary>
public sealed class SessionsTests
{
    private const string Meta = """{"timestamp":"2026-03-01T12:00:00Z","type":"session_meta","payload":{"id":"s-1","cwd":"/srv/shop","model_provider":"openai"}}""";
    private const string Turn = """{"timestamp":"2026-03-01T12:00:01Z","type":"turn_context","payload":{"cwd":"/srv/shop","model":"gpt-5-codex"}}""";

    private static string Tokens(string totals, string last = "null") =>
        $$$"""{"timestamp":"2026-03-01T12:00:02Z","type":"event_msg","payload":{"type":"token_count","info":{"total_token_usage":{{{totals}}},"last_token_usage":{{{last}}} } } }""";

    private static string Usage(int input, int cached, int output, int reasoning) =>
        $$"""{"input_tokens":{{input}},"cached_input_tokens":{{cached}},"output_tokens":{{output}},"reasoning_output_tokens":{{reasoning}},"total_tokens":{{input + output}}}""";

    private static string Answer(string id, string request, int output, string more = "") =>
        $$$"""{"type":"assistant","sessionId":"s","uuid":"u{{{output}}}{{{id}}}","cwd":"/p","timestamp":"2026-03-01T12:00:{{{output % 60:00}}}Z","requestId":"{{{request}}}"{{{more}}},"message":{"id":"{{{id}}}","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[],"usage":{"input_tokens":4,"cache_read_input_tokens":1000,"output_tokens":{{{output}}} } } }""";

    private static string[] Quantities(CallReading reading) => [.. reading.Posting.Calls.Select(call => reading.Describe(call))];

    [Fact]
    public void Codex_CumulativeTotals_AreToldApart()
    {
        var reading = CallReading.Of(string.Join('\n', Meta, Turn, Tokens(Usage(100, 60, 20, 5), Usage(100, 60, 20, 5)), Tokens(Usage(250, 160, 50, 15))), new());
        Assert.Equal(["InputTokens 40, CachedInputTokens 60, OutputTokens 15, ReasoningTokens 5", "InputTokens 50, CachedInputTokens 100, OutputTokens 20, ReasoningTokens 10"], Quantities(reading));
        Assert.Equal((4, 2), (reading.Posting.Read, reading.Posting.NotBillable));
        var key = Assert.Single(reading.Posting.Keys);
        Assert.Equal(("/srv/shop", "openai", "gpt-5-codex"), (key.Tenant, key.Provider, key.ResponseModel));
        Assert.Equal(CallId.FromProviderId("/srv/shop", "s-1:2"u8), reading.Posting.Calls[1].Id);
    }

    [Fact]
    public void Codex_ReportRepeatedOrEmpty_IsNotBillable()
    {
        var rateLimits = """{"timestamp":"2026-03-01T12:00:02Z","type":"event_msg","payload":{"type":"token_count","info":null,"rate_limits":{}}}""";
        var once = Tokens(Usage(100, 0, 20, 0));
        var reading = CallReading.Of(string.Join('\n', Meta, Turn, rateLimits, once, once));
        Assert.Equal((1, 4), (reading.Posting.Calls.Count, reading.Posting.NotBillable));
    }

    [Fact]
    public void Codex_TotalsThatBecameLess_BeginAnewWithTheLastTurn()
    {
        var reading = CallReading.Of(string.Join('\n', Turn, Tokens(Usage(900, 0, 90, 0)), Tokens(Usage(100, 0, 20, 0), Usage(30, 0, 7, 0))));
        Assert.Equal("InputTokens 30, OutputTokens 7", Quantities(reading)[1]);
    }

    [Fact]
    public void Codex_LastTurnContext_NamesTheModel()
    {
        var other = Turn.Replace("gpt-5-codex", "gpt-5-mini", StringComparison.Ordinal);
        var reading = CallReading.Of(string.Join('\n', Meta, Turn, Tokens(Usage(10, 0, 2, 0)), other, Tokens(Usage(30, 0, 4, 0))));
        Assert.Equal(["gpt-5-codex", "gpt-5-mini"], reading.Posting.Keys.Select(key => key.ResponseModel));
    }

    [Fact]
    public void Codex_WithoutTurnContext_IsRejectedForItsModel() => Assert.Equal("no_model", CallReading.Of(Tokens(Usage(10, 0, 2, 0))).Fate);

    [Fact]
    public void Codex_NextChunk_KnowsNothingOfTheOneBefore()
    {
        var reader = new RecordChunkReader(CallReading.Demo);
        CallReading.Of(System.Text.Encoding.UTF8.GetBytes(Turn), reader: reader);
        Assert.Equal("no_model", CallReading.Of(System.Text.Encoding.UTF8.GetBytes(Tokens(Usage(10, 0, 2, 0))), reader: reader).Fate);
    }

    [Fact]
    public void ClaudeCode_RepeatedMessage_GreatestOutputIsBilledOnce()
    {
        var reading = CallReading.Of(string.Join('\n', Answer("m1", "r1", 1), Answer("m1", "r1", 96), Answer("m1", "r1", 96), Answer("m2", "r2", 5)));
        Assert.Equal(4, reading.Posting.Calls.Count);
        // The ledger bills the first of an id, and takes equal facts for duplicates.
        var calls = reading.Posting.Calls.Take(3).ToArray();
        Assert.Single(calls.Select(call => (call.Id, call.Facts)).Distinct());
        Assert.All(calls, call => Assert.Equal("InputTokens 4, CachedInputTokens 1000, OutputTokens 96", reading.Describe(call)));
        Assert.Equal([1L, 2, 3], calls.Select(call => call.Record.Row));
    }

    [Fact]
    public void ClaudeCode_SameMessageOfAnotherRequest_IsAnotherCall() =>
        Assert.Equal(2, CallReading.Of(Answer("m1", "r1", 7) + "\n" + Answer("m1", "r2", 7)).Posting.Calls.Select(call => call.Id).Distinct().Count());

    [Fact]
    public void ClaudeCode_SideChain_IsBilledLikeOthers() => Assert.Equal("accepted", CallReading.Of(Answer("m1", "r1", 7, ",\"isSidechain\":true")).Fate);

    [Theory]
    [InlineData("""{"type":"user","sessionId":"s","uuid":"u","message":{"role":"user","content":"hi"}}""")]
    [InlineData("""{"type":"summary","summary":"x","leafUuid":"u"}""")]
    [InlineData("""{"type":"file-history-snapshot","messageId":"m","snapshot":{}}""")]
    [InlineData("""{"type":"queue-operation","operation":"enqueue","sessionId":"s"}""")]
    [InlineData("""{"type":"system","sessionId":"s","uuid":"u","subtype":"compact_boundary"}""")]
    [InlineData("""{"type":"assistant","sessionId":"s","uuid":"u","message":{"id":"m","type":"message","model":"<synthetic>","content":[],"usage":{"input_tokens":0,"output_tokens":0}}}""")]
    [InlineData("""{"type":"assistant","sessionId":"s","uuid":"u","isApiErrorMessage":true,"message":{"id":"m","type":"message","model":"claude-sonnet-4-5","content":[],"usage":{"input_tokens":0,"output_tokens":0}}}""")]
    public void ClaudeCode_WhatIsNoAnswerOfAModel_IsNotBillable(string line) => Assert.Equal("not billable", CallReading.Of(line).Fate);

    [Fact]
    public void ClaudeCode_OldCost_IsKeptBeside() => Assert.Equal("0.25", CallReading.Of(Answer("m1", "r1", 7, ",\"costUSD\":0.25")).Call.ReportedCost?.ToString());

    [Fact]
    public void ClaudeCode_WithoutTenant_IsBilledToItsFolder() => Assert.Equal("/p", CallReading.Of(Answer("m1", "r1", 7), new()).Key.Tenant);

    [Theory]
    [InlineData("""{"type":"click","sessionId":"s","uuid":"u"}""")]
    [InlineData("""{"type":"llm","sessionId":"s","call":{"model":"m","usage":{"input_tokens":1}}}""")]
    public void ClaudeCode_OtherLogsOfSessions_AreNotTakenForIt(string line) => Assert.Equal("unknown_format", CallReading.Of(line).Fate);

    [Fact]
    public void Session_LargerThanAChunk_IsOneChunk()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "rollout.jsonl");
        File.WriteAllLines(path, [Meta, Turn, .. Enumerable.Range(1, 500).Select(i => Tokens(Usage(10 * i, 0, i, 0)))]);
        using var source = new ChunkSource(Input.OfFile(path), 0, InputPosition.Start, new() { ChunkBytes = Limits.ChunkBytesMin });
        var chunk = source.Next(TestContext.Current.CancellationToken)!;
        Assert.True(chunk.EndOfInput);
        Assert.Equal(new FileInfo(path).Length, chunk.Bytes.Length);
        Assert.Null(source.Next(TestContext.Current.CancellationToken));
        var reading = CallReading.Of(chunk.Bytes.ToArray());
        Assert.Equal(500, reading.Posting.Calls.Count);
        Assert.All(reading.Posting.Calls, call => Assert.Equal("InputTokens 10, OutputTokens 1", reading.Describe(call)));
    }

    [Fact]
    public void Session_BeyondTheLimit_IsRefusedWithWhatToDo()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "session.jsonl");
        File.WriteAllLines(path, Enumerable.Repeat(Meta, 100));
        using var source = new ChunkSource(Input.OfFile(path), 0, InputPosition.Start, new() { LineBytesMax = 4096, ChunkBytes = 512 });
        var chunk = source.Next(TestContext.Current.CancellationToken)!;
        Assert.Equal((true, 0, "line_too_long"), (chunk.EndOfInput, chunk.Bytes.Length, Assert.Single(chunk.Rejected).Reason));
        Assert.Contains("grep", chunk.Rejected[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ClaudeCode_RecordedSessions_AreReadWhole()
    {
        Assert.SkipWhen(Checkout.Shared is null, Checkout.NoSharedData);
        var folder = Path.Combine(Checkout.Shared!, "data", "chats", "claude-code");
        var found = Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal).Select(path =>
        {
            var reading = CallReading.Of(File.ReadAllBytes(path));
            var reasons = string.Join(",", reading.Posting.Rejected.Select(record => record.Reason).Order(StringComparer.Ordinal));
            return $"{Path.GetFileNameWithoutExtension(path)}: {reading.Posting.Read} read, {reading.Posting.Calls.Count} calls, {reading.Posting.NotBillable} not billable {reasons}".TrimEnd();
        });
        Assert.Equal(
            [
                "edge_cases: 19 read, 4 calls, 11 not billable not_an_object,not_an_object,not_an_object,unknown_format",
                "representative_messages: 12 read, 5 calls, 7 not billable",
                "session_b: 3 read, 1 calls, 2 not billable",
                "simonw_sample_session: 8 read, 0 calls, 5 not billable no_usage,no_usage,no_usage",
                "todowrite_examples: 12 read, 6 calls, 6 not billable",
            ],
            found);
    }
}
