using Accounting.Core.Amounts;
using Accounting.BatchClient.Tests.Support;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Tests.Spend;

public sealed class SpendCommandTests
{
    private static readonly string[] NoWindow = ["spend", "--json"];

    [Fact]
    public void Json_TwoTenants_HasTheShapeOfTheContract()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("acme", "gpt-4o", "0.00125").Add("zeta", "gpt-4o", "12.5", input: 7, calls: 2) };

        var result = harness.Run(NoWindow);

        result.AssertJson(
            """
            {"schema_version":1,"window":{"since":null,"until":null,"timezone":"UTC"},"currency":"USD","rows":[
              {"tenant":"zeta","model":"gpt-4o","calls":2,"input_tokens":7,"cached_input_tokens":0,"cache_write_tokens":0,"output_tokens":10,"reasoning_tokens":0,"cost":"12.5"},
              {"tenant":"acme","model":"gpt-4o","calls":1,"input_tokens":100,"cached_input_tokens":0,"cache_write_tokens":0,
               "output_tokens":10,"reasoning_tokens":0,"cost":"0.00125"}],
             "total":{"calls":3,"input_tokens":107,"cached_input_tokens":0,"cache_write_tokens":0,"output_tokens":20,"reasoning_tokens":0,"cost":"12.50125"},
             "incomplete":{"unpriced":[],"undated":{"calls":0,"tokens":0}},"cost_map":null}
            """);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public void Sum_ThatNoAnswerHolds_IsSaid()
    {
        using var harness = new CommandHarness
        {
            Ledger = new FakeLedger().Add("one", "gpt-4o", "1", input: long.MaxValue).Add("two", "gpt-4o", "1", input: long.MaxValue),
        };

        var result = harness.Run("spend");

        Assert.Equal((1, ""), (result.ExitCode, result.Out));
        foreach (var text in new[] { "beyond what the ledger can hold exactly", "--tenant", "runs void" })
            Assert.Contains(text, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_UnpricedModel_HasNoCostAndSaysSoAndExits3()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("acme", "gpt-4o", "1").Add("acme", "mystery", null, input: 5, output: 6, calls: 3) };

        var result = harness.Run("spend", "--json");

        Assert.Equal(3, result.ExitCode);
        Assert.Equal("""[{"model":"mystery","calls":3,"tokens":11}]""", result.Json.GetProperty("incomplete").GetProperty("unpriced").GetRawText());
        Assert.Equal("null", result.Json.GetProperty("rows")[1].GetProperty("cost").GetRawText());
        Assert.Equal("1", result.Json.GetProperty("total").GetProperty("cost").GetString());
        Assert.Equal(3, result.Json.GetProperty("total").GetProperty("unpriced_calls").GetInt64());
        Assert.Contains("No price is known for 'mystery': 3 calls (11 tokens) not in the cost.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_PartlyPriced_IsMarked()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("acme", "gpt-4o", "1").Add("acme", "mystery", null) };

        var text = harness.Run("spend", "--group-by", "tenant").Out;

        Assert.Contains("1.0000 +?", text, StringComparison.Ordinal);
        Assert.Contains("A cost with +? lacks calls that have no price.\n", text, StringComparison.Ordinal);
        Assert.Contains("Incomplete: No price is known for 'mystery': 1 call (110 tokens) not in the cost.\n", text, StringComparison.Ordinal);
        Assert.Contains("unpriced", harness.Run("spend").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Incomplete_ManyModels_NamesTheFirstTenToAPersonAndAllInJson()
    {
        var ledger = new FakeLedger();
        for (var i = 10; i < 22; i++) ledger.Add("acme", $"m{i}", null);
        using var harness = new CommandHarness { Ledger = ledger };

        Assert.Contains("No price is known for 2 more models; --json names all.", harness.Run("spend").Out, StringComparison.Ordinal);
        Assert.Equal(12, harness.Run("spend", "--json").Json.GetProperty("incomplete").GetProperty("unpriced").GetArrayLength());
    }

    [Fact]
    public void Json_PriceOfZero_IsACostOfZero()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("acme", "free", "0") };

        Assert.Equal("0", harness.Run("spend", "--json").Json.GetProperty("rows")[0].GetProperty("cost").GetString());
    }

    [Fact]
    public void Json_24Decimals_StayExact()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("a", "m", "0.000000000000000000000001").Add("a", "m", "123456789012345.1") };

        Assert.Equal("123456789012345.100000000000000000000001", harness.Run("spend", "--json").Json.GetProperty("total").GetProperty("cost").GetString());
    }

    [Fact]
    public void Jsonl_Rows_OnePerLine()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("acme", "a", "2").Add("acme", "b", "1") };

        var lines = harness.Run("spend", "--format", "jsonl", "--group-by", "model").Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(2, lines.Length);
        Assert.StartsWith("""{"model":"a","calls":1,""", lines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\"", false)]
    [InlineData("@sum", "'@sum", false)]
    [InlineData("-acme", "'-acme", false)]
    [InlineData("+acme", "'+acme", false)]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"", true)]
    [InlineData("acme", "acme", true)]
    public void Csv_NameThatIsAFormula_IsQuoted(string tenant, string field, bool exactField)
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add(tenant, "m", "-0.5", calls: -1) };

        var lines = harness.Run("spend", "--format", "csv", "--group-by", "tenant").Out.Split('\n');

        Assert.Equal("tenant,calls,input_tokens,cached_input_tokens,cache_write_tokens,output_tokens,reasoning_tokens,unpriced_calls,cost,currency", lines[0]);
        Assert.EndsWith(",-1,100,0,0,10,0,0,-0.5,USD", lines[1], StringComparison.Ordinal);
        var first = lines[1][..^",-1,100,0,0,10,0,0,-0.5,USD".Length];
        Assert.Equal(exactField ? field : field.Trim('"'), exactField ? first : first.Trim('"'));
    }

    [Fact]
    public void Csv_CostInTheLog_StandsBesideOurs()
    {
        var ledger = new FakeLedger().Add("a", "m", "1").Add("b", "m", "2");
        ledger.Content[0] = ledger.Content[0] with { ReportedCost = Money.Parse("0.75") };
        using var harness = new CommandHarness { Ledger = ledger };

        var lines = harness.Run("spend", "--format", "csv", "--group-by", "tenant", "--sort", "group", "--order", "asc").Out.Split('\n');

        Assert.EndsWith(",unpriced_calls,reported_cost,cost,currency", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",0,0.75,1,USD", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",0,,2,USD", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Table_RowsAndTotal_AreRoundedWithTheExactTotalBelow()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("acme", "gpt-4o", "1234.00005", input: 1_234_567).Add("zeta", "gpt-4o-mini", "0.00015", output: 0) };

        var result = harness.Run("spend");

        Assert.Equal(
            """
              tenant   model         calls       input   output     cost USD
            ──────────────────────────────────────────────────────────────────
              acme     gpt-4o            1   1,234,567       10   1,234.0000
              zeta     gpt-4o-mini       1         100        0       0.0002

              total                      2   1,234,667       10   1,234.0002

            Window: all time (UTC).
            Total: 1234.0002 USD, exact, for 2 calls.

            """, result.Out);
    }

    [Fact]
    public void Table_HostileTenant_NeverReachesTheTerminalRaw()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("[red]a\u001b[2Jb\r\n\u202ec\u009b", "m", "1"), OutIsTerminal = true };
        harness.Environment["NO_COLOR"] = "1";

        var text = harness.Run("spend").Out;

        Assert.Contains("[red]a\\u{1b}[2Jb\\u{d}\\u{a}\\u{202e}c\\u{9b}", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', text);
        Assert.DoesNotContain('\u009b', text);
        Assert.DoesNotContain('\u001b', text);
        harness.Environment.Clear();
        var coloured = harness.Run("spend").Out;
        Assert.Contains("\u001b[1mtenant", coloured, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[2J", coloured, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_Exact_ShowsEveryDigit()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("acme", "m", "1234567.0000000021875") };

        Assert.Contains("1,234,567.0000000021875", harness.Run("spend", "--exact").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Top_MoreRows_CutsRowsNotTheTotal()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("a", "m", "1").Add("b", "m", "3").Add("c", "m", "2") };

        var json = harness.Run("spend", "--json", "--top", "2", "--group-by", "tenant").Json;

        Assert.Equal(["b", "c"], json.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("tenant").GetString()));
        Assert.Equal(1, json.GetProperty("rows_omitted").GetInt32());
        Assert.Equal("6", json.GetProperty("total").GetProperty("cost").GetString());
    }

    [Theory]
    [InlineData("cost", null, "b,c,a")]
    [InlineData("cost", "asc", "a,c,b")]
    [InlineData("calls", null, "c,a,b")]
    [InlineData("tokens", "asc", "b,c,a")]
    [InlineData("group", null, "a,b,c")]
    [InlineData("group", "desc", "c,b,a")]
    public void Order_Given_OrdersRows(string sort, string? order, string expected)
    {
        using var harness = new CommandHarness
        {
            Ledger = new FakeLedger().Add("a", "m", "1", input: 900, calls: 2).Add("b", "m", "3", input: 1).Add("c", "m", "2", input: 5, calls: 9),
        };

        var json = harness.Run(["spend", "--json", "--group-by", "tenant", "--sort", sort, .. order is null ? Array.Empty<string>() : ["--order", order]]).Json;

        Assert.Equal(expected, string.Join(',', json.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("tenant").GetString())));
    }

    [Fact]
    public void GroupBy_None_IsOneRowOfTheTotal()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("a", "m", "1").Add("b", "m", "3") };

        var json = harness.Run("spend", "--json", "--group-by", "none").Json;

        Assert.Equal("4", Assert.Single(json.GetProperty("rows").EnumerateArray()).GetProperty("cost").GetString());
        Assert.Equal("4", json.GetProperty("total").GetProperty("cost").GetString());
        Assert.Contains(",4,USD", harness.Run("spend", "--group-by", "none", "--format", "csv").Out, StringComparison.Ordinal);
        Assert.Contains("Total: 4 USD", harness.Run("spend", "--group-by", "none").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void GroupBy_EveryField_GivesItsValue()
    {
        var ledger = new FakeLedger().Add("acme", "gpt-4o", "1", with: key => key with
        {
            RequestedModel = "gpt-latest", ServiceTier = "flex", Batch = true, Speed = "fast", Region = "us-east-1", Residency = "eu",
            ImageSize = "1024x1024", ImageQuality = "hd", Source = UsageSource.Counted,
        });
        using var harness = new CommandHarness { Ledger = ledger };

        var row = harness.Run(
            "spend", "--json", "--group-by", "tenant,model,requested_model,response_model,provider,call-type,hour,day,week,month,year",
            "--group-by", "service_tier,batch,speed,region,residency,image_size,image_quality,source").Json.GetProperty("rows")[0];

        Assert.Equal(
            "acme,gpt-4o,gpt-latest,gpt-4o,openai,chat,2026-10-01T12:00:00Z,2026-10-01,2026-W40,2026-10,2026,flex,True,fast,us-east-1,eu,1024x1024,hd,counted",
            string.Join(',', row.EnumerateObject().Take(19).Select(property => property.Value.ToString())));
    }
}
