using System.Text.Json;
using Accounting.BatchClient.Tests.Support;

namespace Accounting.BatchClient.Tests.Reconcile;

/// <summary>One call of gpt-4o-2024-08-06 (1,000 input, 400 of them cached, 100 output: 0.003 USD) and two of Claude on 2026-10-03.</summary>
public sealed class ReconcileTests : IDisposable
{
    private const string OpenAiUsageJson =
        """
        {"object":"page","data":[
          {"object":"bucket","start_time":1790985600,"end_time":1791072000,"results":[{"object":"organization.usage.completions.result","input_tokens":1000,"input_cached_tokens":400,
            "output_tokens":100,"input_audio_tokens":0,"num_model_requests":1,"model":"gpt-4o-2024-08-06","batch":false,"service_tier":null}]},
          {"object":"bucket","start_time":1791072000,"end_time":1791158400,"results":[]}],"has_more":false,"next_page":null}
        """;

    private const string OpenAiUsageCsv =
        """
        start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,user_id,api_key_id,model,batch,service_tier,input_tokens,output_tokens,input_cached_tokens
        1790985600,1791072000,2026-10-03T00:00:00+00:00,2026-10-04T00:00:00+00:00,proj_1,1,,,gpt-4o-2024-08-06,False,,1000,100,400
        1791072000,1791158400,2026-10-04T00:00:00+00:00,2026-10-05T00:00:00+00:00,,,,,,,,,,
        """;

    private const string OpenAiCostsJson =
        """
        {"object":"page","data":[{"object":"bucket","start_time":1790985600,"end_time":1791072000,"results":[
          {"object":"organization.costs.result","amount":{"value":0.0019999999999999998,"currency":"usd"},"line_item":"gpt-4o-2024-08-06, input","project_id":null},
          {"object":"organization.costs.result","amount":{"value":0.001,"currency":"usd"},"line_item":"gpt-4o-2024-08-06, output","project_id":null}]}],"has_more":false}
        """;

    private const string OpenAiCostsCsv =
        """
        start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,line_item,project_id,organization_id,organization_name
        1790985600,1791072000,2026-10-03T00:00:00+00:00,2026-10-04T00:00:00+00:00,0.00200000000000000000,usd,"gpt-4o-2024-08-06, input",,org-1,Acme
        1790985600,1791072000,2026-10-03T00:00:00+00:00,2026-10-04T00:00:00+00:00,0.00100000000000000000,usd,"gpt-4o-2024-08-06, output",,org-1,Acme
        """;

    private const string AnthropicUsageJson =
        """
        {"data":[{"starting_at":"2026-10-03T00:00:00Z","ending_at":"2026-10-04T00:00:00Z","results":[{"uncached_input_tokens":1000,"cache_creation":{"ephemeral_1h_input_tokens":0,
          "ephemeral_5m_input_tokens":200},"cache_read_input_tokens":300,"output_tokens":50,"server_tool_use":{"web_search_requests":0},"model":"claude-haiku-4-5-20251001","service_tier":"standard"}]}],
          "has_more":false}
        """;

    private const string AnthropicUsageCsv =
        """
        usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count,inference_geo,speed
        2026-10-03,claude-haiku-4-5-20251001,key,Default,standard,≤ 200k,1000,200,0,300,50,0,not_available,
        """;

    // 1,000 x 1 + 300 x 0.1 + 200 x 1.25 + 50 x 5 USD a million: 0.00153 USD, 0.153 cents.
    private const string AnthropicCostsJson =
        """
        {"data":[{"starting_at":"2026-10-03T00:00:00Z","ending_at":"2026-10-04T00:00:00Z","results":[
          {"currency":"USD","amount":"0.1280000","description":"Claude Haiku 4.5 Usage - Input Tokens","cost_type":"tokens","model":"claude-haiku-4-5-20251001","token_type":"uncached_input_tokens"},
          {"currency":"USD","amount":"0.0250000","description":"Claude Haiku 4.5 Usage - Output Tokens","cost_type":"tokens","model":"claude-haiku-4-5-20251001","token_type":"output_tokens"}]}],
          "has_more":false}
        """;

    private const string AnthropicCostsCsv =
        """
        usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,list_price_usd,cost_type,inference_geo,speed
        2026-10-03,Claude Haiku 4.5,Default,key,message,≤ 200k,input_no_cache,0.001000000,0.001,token,not_available,
        2026-10-03,Claude Haiku 4.5,Default,key,message,≤ 200k,other,0.000530000,0.00053,token,not_available,
        """;

    private static readonly DateTimeOffset Noon = new(2026, 10, 3, 12, 0, 0, TimeSpan.Zero);

    private readonly CommandHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Theory]
    [InlineData("openai", OpenAiUsageJson, "")]
    [InlineData("openai", OpenAiUsageCsv, "")]
    [InlineData("openai", OpenAiCostsJson, "rounding")]
    [InlineData("openai", OpenAiCostsCsv, "")]
    [InlineData("anthropic", AnthropicUsageJson, "")]
    [InlineData("anthropic", AnthropicUsageCsv, "")]
    [InlineData("anthropic", AnthropicCostsJson, "")]
    [InlineData("anthropic", AnthropicCostsCsv, "")]
    public void Reconcile_EachExport_MeetsWhatWasBilled(string provider, string export, string reasons)
    {
        Bill();
        _harness.Write("export", export);
        var result = _harness.Run("reconcile", "--provider", provider, "--file", "export", "--ledger", "a.db", "--json");
        Assert.True(result.ExitCode == 0, result.Out + result.Error);
        var row = Assert.Single(result.Json.GetProperty("rows").EnumerateArray());
        Assert.Equal(("2026-10-03", reasons), (row.GetProperty("day").GetString(), Reasons(row)));
    }

    [Fact]
    public void Reconcile_UsageAndCostsOfDaysThatDiffer_GivesTheReasonOfEach()
    {
        Bill();
        new CallLog().Add("u", "gpt-4o-2024-08-06", null).Bill(_harness, "a.db", "acme", "undated.jsonl");
        _harness.Write("usage.csv", OpenAiUsageCsv.Replace("proj_1,1,", "proj_1,2,", StringComparison.Ordinal).Replace("1000,100,400", "2000,200,400", StringComparison.Ordinal));
        _harness.Write("costs.csv", OpenAiCostsCsv + "\n1791072000,1791158400,,,0.25,usd,\"o3-2025-04-16, input\",,,\n1790985600,1791072000,,,0.125,usd,\"web search tool calls\",,,");
        var result = _harness.Run("reconcile", "--provider", "openai", "--file", "usage.csv", "--file", "costs.csv", "--ledger", "a.db", "--json");
        Assert.Equal(3, result.ExitCode);
        Assert.Equal(
            ["2026-10-03 gpt-4o-2024-08-06 0 undated", "2026-10-03 web search tool calls -0.125 not_in_logs", "2026-10-04 o3 -0.25 missing_day"],
            result.Json.GetProperty("rows").EnumerateArray().Select(row => $"{row.GetProperty("day")} {row.GetProperty("model")} {row.GetProperty("difference")} {Reasons(row)}"));
        Assert.Equal(("web search tool calls", 3), (result.Json.GetProperty("unresolved")[0].GetString(), result.Json.GetProperty("differing").GetInt32()));
        Assert.Equal("-0.375", result.Json.GetProperty("total").GetProperty("difference").GetString());

        var table = _harness.Run("reconcile", "--provider", "openai", "--file", "usage.csv", "--file", "costs.csv", "--ledger", "a.db").Out;
        Assert.Contains("Difference: -0.375 USD, exact (0.003 of ours, 0.378 of theirs).", table, StringComparison.Ordinal);
        Assert.Contains("logs are missing (see 'accounting runs gaps')", table, StringComparison.Ordinal);
        var csv = _harness.Run("reconcile", "--provider", "openai", "--file", "usage.csv", "--file", "costs.csv", "--ledger", "a.db", "--format", "csv").Out.Split('\n');
        Assert.StartsWith("day,model,ours_calls,ours_input_tokens,", csv[0], StringComparison.Ordinal);
        Assert.StartsWith("2026-10-03,gpt-4o-2024-08-06,1,600,400,0,100,0,0,0.003,2,1600,400,0,200,0,0,0.003,0,USD,undated,", csv[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Reconcile_WithAMapping_ReadsAnyExport()
    {
        Bill();
        _harness.Write("map.json", """{"rows":"report.items","day":"when.day","model":"sku","amount":"money.cents","amount_unit":"cents","calls":"n","tokens":{"input_tokens":"in","cached_input_tokens":"cache","output_tokens":"out"},"input_includes_cache":true}""");
        _harness.Write("report.json", """{"report":{"items":[{"when":{"day":"2026-10-03"},"sku":"gpt-4o-2024-08-06","money":{"cents":0.3000000},"n":1,"in":1000,"cache":400,"out":100}]}}""");
        var result = _harness.Run("reconcile", "--provider", "openai", "--file", "report.json", "--map", "map.json", "--ledger", "a.db");
        Assert.True(result.ExitCode == 0, result.Out + result.Error);
        Assert.Contains("1 days and models: 1 are equal, 0 differ", result.Out, StringComparison.Ordinal);
        _harness.Write("report.csv", "day;sku;eur\n2026-10-03;gpt-4o-2024-08-06;0.003000000\n");
        _harness.Write("csv.json", """{"day":"day","model":"sku","amount":"eur"}""");
        Assert.Equal(0, _harness.Run("reconcile", "--provider", "openai", "--file", "report.csv", "--map", "csv.json", "--ledger", "a.db").ExitCode);
    }

    [Theory]
    [InlineData(1, "There is no file", "none.csv", null)]
    [InlineData(1, "is empty", "", null)]
    [InlineData(1, "line 1: not valid JSON", "{\"data\":[", null)]
    [InlineData(1, "is none of OpenAI's usage export, OpenAI's cost export", "a,b\n1,2\n", null)]
    [InlineData(1, "row 2 has the amount 'much'", "start_time,amount_value,line_item\n1790985600,much,x\n", null)]
    [InlineData(1, "row 2 is in eur; the ledger is in USD", "start_time,amount_value,amount_currency,line_item\n1790985600,1,eur,x\n", null)]
    [InlineData(1, "export costs by model", "start_time,amount_value\n1790985600,1\n", null)]
    [InlineData(1, "has the day 'soon'", "start_time,amount_value,line_item\nsoon,1,x\n", null)]
    [InlineData(1, "has input_tokens '-5'; expected a whole number from 0 to 2^53", "start_time,num_model_requests,model,input_tokens\n1790985600,1,m,-5\n", null)]
    [InlineData(1, "more tokens of a cache than input tokens", "start_time,num_model_requests,model,input_tokens,input_cached_tokens\n1790985600,1,m,5,6\n", null)]
    [InlineData(1, "not valid CSV", "start_time,amount_value,line_item\n1790985600,1,\"x\n", null)]
    [InlineData(1, "'days' is unknown. Did you mean 'day'?", "a,b\n1,2\n", """{"days":"a","model":"b","amount":"c"}""")]
    [InlineData(1, "it names neither amounts nor tokens", "a,b\n1,2\n", """{"day":"a","model":"b"}""")]
    [InlineData(1, "the tokens 'input_token' are unknown", "a,b\n1,2\n", """{"day":"a","model":"b","tokens":{"input_token":"c"}}""")]
    public void Reconcile_AFileThatCannotBeUsed_SaysWhereAndWhy(int exitCode, string message, string export, string? map)
    {
        Bill();
        if (export != "none.csv") _harness.Write("export.csv", export);
        if (map is not null) _harness.Write("map.json", map);
        var result = _harness.Run(["reconcile", "--provider", "openai", "--file", "export.csv", "--ledger", "a.db", .. map is null ? [] : new[] { "--map", "map.json" }]);
        Assert.Equal((exitCode, ""), (result.ExitCode, result.Out));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Reconcile_AProviderWithoutAKnownExport_WantsAMapping() =>
        Assert.Contains("Known are openai and anthropic; describe another with --map", _harness.Run("reconcile", "--provider", "mistral", "--file", "x").Error, StringComparison.Ordinal);

    private void Bill()
    {
        new CallLog().Add("1", "gpt-4o-2024-08-06", Noon, input: 1000, output: 100, cached: 400).Bill(_harness, "a.db", "acme", "openai.jsonl");
        _harness.Write("anthropic.jsonl",
            """
            {"type":"message","id":"msg_1","model":"claude-haiku-4-5-20251001","role":"assistant","content":[],"usage":{"input_tokens":400,"cache_read_input_tokens":300,"cache_creation_input_tokens":0,"output_tokens":20}}
            {"type":"message","id":"msg_2","model":"claude-haiku-4-5-20251001","role":"assistant","content":[],"usage":{"input_tokens":600,"cache_creation_input_tokens":200,"output_tokens":30}}
            """);
        var billed = _harness.Run("bill", Path.Combine(_harness.Folder, "anthropic.jsonl"), "--tenant", "acme", "--time", "2026-10-03T12:00:00Z", "--ledger", "a.db");
        Assert.True(billed.ExitCode == 0, billed.Error);
    }

    private static string Reasons(JsonElement row) => string.Join(',', row.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("reason").GetString()));
}
