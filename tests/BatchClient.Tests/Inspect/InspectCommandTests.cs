using System.Text.Json;
using Accounting.BatchClient.Tests.Support;

namespace Accounting.BatchClient.Tests.Inspect;

/// <summary><c>inspect</c>, <c>formats</c> and <c>--map</c>.</summary>
public sealed class InspectCommandTests
{
    private const string Map = """{"tenant": "who", "model": "llm.name", "time": "at", "usage": {"input_tokens": "llm.in", "output_tokens": "llm.out"}}""";

    private static string Own(long tokens) => $$$"""{"who":"acme","at":"2026-03-01T12:00:00Z","llm":{"name":"gpt-4o-2024-08-06","in":{{{tokens}}},"out":10} }""";

    private static string Cell(JsonElement call, string name) => call.GetProperty(name).ToString();

    [Fact]
    public void Inspect_Pair_SaysWhatItIsWhyAndWhatItCosts()
    {
        using var harness = new CommandHarness();
        harness.Write("log.jsonl", """
            {"tenant":"acme","timestamp":"2026-03-01T12:03:00Z","request":{"model":"gpt-4o","messages":[]},"response":{"id":"c1","object":"chat.completion","model":"gpt-4o-2024-08-06","choices":[],"usage":{"prompt_tokens":1000,"completion_tokens":100,"prompt_tokens_details":{"cached_tokens":400}}}}
            {"tenant":"acme","request":{"model":"gpt-4o"},"status":429,"response":null}
            {"half
            """);
        var result = harness.Run("inspect", "log.jsonl", "--json");
        Assert.Equal(3, result.ExitCode);
        var input = result.Json.GetProperty("inputs")[0];
        Assert.Equal(("3", "1", "1", "1", "True"), (Cell(input, "read"), Cell(input, "accepted"), Cell(input, "not_billable"), Cell(input, "rejected"), Cell(input, "complete")));
        var formats = input.GetProperty("formats").EnumerateArray().Select(format => $"{Cell(format, "name")} {Cell(format, "body")} {Cell(format, "records")}").Order(StringComparer.Ordinal);
        Assert.Equal(["  1", "pair  1", "pair openai-chat 1"], formats);
        Assert.Contains("'request'", input.GetProperty("formats")[0].GetProperty("why").GetString(), StringComparison.Ordinal);
        var call = input.GetProperty("calls")[0];
        Assert.Equal(("1", "acme", "openai", "gpt-4o-2024-08-06", "2026-03-01T12:00:00Z"), (Cell(call, "row"), Cell(call, "tenant"), Cell(call, "provider"), Cell(call, "model"), Cell(call, "time")));
        // 600 at 2.50, 400 cached at 1.25, 100 out at 10 USD a million.
        Assert.Equal(("0.003", """{"input_tokens":600,"cached_input_tokens":400,"output_tokens":100}"""), (Cell(call, "cost"), call.GetProperty("tokens").GetRawText()));
        Assert.Equal(("3", "invalid_json"), (Cell(input.GetProperty("rejections")[0], "row"), Cell(input.GetProperty("rejections")[0], "reason")));
        Assert.False(File.Exists(Path.Combine(harness.Folder, "accounting.db")));
    }

    [Fact]
    public void Inspect_Table_ReadsLikeASentence()
    {
        using var harness = new CommandHarness();
        harness.Write("trace.csv", "TIMESTAMP,ContextTokens,GeneratedTokens\n2026-03-01 12:00:00,4808,10\n");
        var result = harness.Run("inspect", "trace.csv", "--tenant", "acme", "--model", "gpt-4o");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("trace.csv (csv)", result.Out, StringComparison.Ordinal);
        Assert.Contains("all 1 records: 1 calls, 0 not billable, 0 rejected", result.Out, StringComparison.Ordinal);
        Assert.Contains("1 taken for token-trace: 'ContextTokens' and 'GeneratedTokens'", result.Out, StringComparison.Ordinal);
        Assert.Contains("0.01212", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_CallsAsked_AreShownAndNoMore()
    {
        using var harness = new CommandHarness();
        harness.Write("map.json", Map);
        harness.Write("own.jsonl", string.Join('\n', Enumerable.Range(1, 20).Select(i => Own(i))));
        Assert.Equal(7, harness.Run("inspect", "own.jsonl", "--map", "map.json", "--calls", "7", "--json").Json.GetProperty("inputs")[0].GetProperty("calls").GetArrayLength());
        Assert.Equal(5, harness.Run("inspect", "own.jsonl", "--map", "map.json", "--json").Json.GetProperty("inputs")[0].GetProperty("calls").GetArrayLength());
    }

    [Fact]
    public void Inspect_WithoutAMap_SaysThatTheFormatIsUnknown_AndWithOneBillsIt()
    {
        using var harness = new CommandHarness();
        harness.Write("map.json", Map);
        harness.Write("own.jsonl", Own(1000));
        Assert.Contains("unknown_format", harness.Run("inspect", "own.jsonl").Out, StringComparison.Ordinal);
        var call = harness.Run("inspect", "own.jsonl", "--map", "map.json", "--json").Json.GetProperty("inputs")[0].GetProperty("calls")[0];
        Assert.Equal(("map", "acme", "0.0026"), (Cell(call, "format"), Cell(call, "tenant"), Cell(call, "cost")));
        var bill = harness.Run("bill", "own.jsonl", "--map", "map.json", "--json");
        Assert.Equal((0, "1", "0.0026"), (bill.ExitCode, Cell(bill.Json, "accepted"), Cell(bill.Json, "cost")));
    }

    [Fact]
    public void Map_OtherThanBefore_IsAnotherMappingOfTheSameInput()
    {
        using var harness = new CommandHarness();
        harness.Write("own.jsonl", Own(1000));
        harness.Write("map.json", Map);
        Assert.Equal("1", Cell(harness.Run("bill", "own.jsonl", "--map", "map.json", "--json").Json, "accepted"));
        Assert.True(harness.Run("bill", "own.jsonl", "--map", "map.json", "--json").Json.GetProperty("inputs")[0].GetProperty("skipped").GetBoolean());
        harness.Write("map.json", Map.Replace("llm.in", "llm.out", StringComparison.Ordinal));
        var again = harness.Run("bill", "own.jsonl", "--map", "map.json", "--json");
        Assert.Equal(("False", "1"), (Cell(again.Json.GetProperty("inputs")[0], "skipped"), Cell(again.Json, "read")));
    }

    [Theory]
    [InlineData("""{"modell": "x", "usage": "u"}""", "names 'modell', which is no field")]
    [InlineData("{", "is not valid JSON")]
    public void Map_Wrong_IsRefusedBeforeAnythingIsRead(string map, string message)
    {
        using var harness = new CommandHarness();
        harness.Write("own.jsonl", Own(1));
        harness.Write("map.json", map);
        var result = harness.Run("bill", "own.jsonl", "--map", "map.json");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Map_WithAFormat_Contradicts()
    {
        using var harness = new CommandHarness();
        harness.Write("own.jsonl", Own(1));
        harness.Write("map.json", Map);
        Assert.Equal(2, harness.Run("bill", "own.jsonl", "--map", "map.json", "--input-format", "pair").ExitCode);
    }

    [Fact]
    public void Formats_All_HaveAMeaningAMarkerAndAnExample()
    {
        using var harness = new CommandHarness();
        var formats = harness.Run("formats", "--json").Json.GetProperty("formats").EnumerateArray().ToList();
        Assert.True(formats.Count > 30);
        Assert.All(formats, format => Assert.All((string[])["name", "meaning", "marker", "example"], field => Assert.NotEmpty(Cell(format, field))));
        var text = harness.Run("formats").Out;
        Assert.All(formats, format => Assert.Contains($"{Cell(format, "name")}: {Cell(format, "meaning")}\n", text, StringComparison.Ordinal));
        Assert.StartsWith("codex:", harness.Run("formats", "codex").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Formats_Unknown_NamesNearOnes()
    {
        using var harness = new CommandHarness();
        var result = harness.Run("formats", "codx");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("codex", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bill_SessionThatGrew_AddsOnlyWhatIsNew()
    {
        using var harness = new CommandHarness();
        string Tokens(int n) => $$$"""{"timestamp":"2026-03-01T12:00:02Z","type":"event_msg","payload":{"type":"token_count","info":{"total_token_usage":{"input_tokens":{{{100 * n}}},"output_tokens":{{{n}}} } } } }""";
        string[] lines = ["""{"type":"session_meta","payload":{"id":"s1","cwd":"/shop"}}""", """{"type":"turn_context","payload":{"model":"gpt-5-codex"}}""", Tokens(1), Tokens(2)];
        harness.Write("rollout.jsonl", string.Join('\n', lines) + "\n");
        Assert.Equal("2", Cell(harness.Run("bill", "rollout.jsonl", "--json").Json, "accepted"));
        harness.Write("rollout.jsonl", string.Join('\n', [.. lines, Tokens(5)]) + "\n");
        var again = harness.Run("bill", "rollout.jsonl", "--json").Json;
        Assert.Equal(("1", "2", """{"input_tokens":300,"output_tokens":3}"""), (Cell(again, "accepted"), Cell(again, "duplicate"), again.GetProperty("tokens").GetRawText()));
    }
}
