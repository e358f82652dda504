using Accounting.BatchClient.Tests.Support;

namespace Accounting.BatchClient.Tests.Cost;

public sealed class CostCommandTests
{
    // Registered once: each test works on a copy.
    private static readonly Lazy<byte[]> Prepared = new(() =>
    {
        using var harness = new CommandHarness();
        harness.Run("models", "register", "acme", "--input", "2", "--output", "4", "--cached-input", "0.5", "--cache-write", "3", "--source", "s").AssertDone();
        return File.ReadAllBytes(Path.Combine(harness.Folder, "accounting.db"));
    });

    private static CommandHarness Harness()
    {
        var harness = new CommandHarness();
        File.WriteAllBytes(Path.Combine(harness.Folder, "accounting.db"), Prepared.Value);
        return harness;
    }

    private static string? Total(CommandHarness harness, params string[] arguments) =>
        harness.Run(["cost", "--json", .. arguments]).Json.GetProperty("total_cost").GetString();

    [Fact]
    public void Json_Tokens_HasTheShapeOfTheContract()
    {
        using var harness = Harness();

        var result = harness.Run(
            "cost", "--model", "acme", "--input-tokens", "65", "--cached-input-tokens", "25", "--cache-write-tokens", "10",
            "--output-tokens", "20", "--json", "--at", "2026-10-01");

        var map = result.Json.GetProperty("cost_map").GetRawText();
        result.AssertJson(
            $$"""
            {"schema_version":1,"model":"acme","resolved_model":"acme","provider":"","cost_map":{{map}},"at":"2026-10-01T00:00:00Z","price_valid_from":null,"price_source":"s",
             "usage":{"input_tokens":65,"cached_input_tokens":25,"cache_write_tokens":10,"output_tokens":20},"usage_source":"reported","currency":"USD",
             "input_cost":"0.0001725","output_cost":"0.00008","tool_cost":"0","total_cost":"0.0002525",
             "lines":[{"meter":"input_tokens","quantity":65,"unit_price":"0.000002","amount":"0.00013"},
                      {"meter":"cached_input_tokens","quantity":25,"unit_price":"0.0000005","amount":"0.0000125"},
                      {"meter":"cache_write_tokens","quantity":10,"unit_price":"0.000003","amount":"0.00003"},
                      {"meter":"output_tokens","quantity":20,"unit_price":"0.000004","amount":"0.00008"}]}
            """);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Theory]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":20,"prompt_tokens_details":{"cached_tokens":25}}""", "0.0002425")]
    [InlineData("""{"input_tokens":75,"cache_read_input_tokens":25,"output_tokens":20}""", "0.0002425")]
    [InlineData("""{"promptTokenCount":100,"cachedContentTokenCount":25,"candidatesTokenCount":15,"thoughtsTokenCount":5}""", "0.0002425")]
    [InlineData("""{"inputTokens":75,"cacheReadInputTokens":25,"outputTokens":20,"totalTokens":120}""", "0.0002425")]
    [InlineData("""{"input_tokens":100,"input_tokens_details":{"cached_tokens":25},"output_tokens":20,"output_tokens_details":{"reasoning_tokens":5},"total_tokens":120}""", "0.0002425")]
    public void Usage_OfAnyProvider_IsPricedTheSame(string usage, string total)
    {
        using var harness = Harness();

        Assert.Equal(total, Total(harness, "--model", "acme", "--usage", usage));
    }

    [Fact]
    public void Text_PromptAndCompletion_AreCounted()
    {
        using var harness = Harness();

        var json = harness.Run("cost", "--json", "--model", "gpt-4", "--prompt", "Hello, world!", "--completion", "Hello").Json;

        Assert.Equal("""{"input_tokens":4,"output_tokens":1}""", json.GetProperty("usage").GetRawText());
        Assert.Equal("counted", json.GetProperty("usage_source").GetString());
        Assert.Equal("estimated", harness.Run("cost", "--json", "--model", "acme", "--prompt", "x").Json.GetProperty("usage_source").GetString());
    }

    [Fact]
    public void Response_File_BringsModelUsageAndTime()
    {
        using var harness = Harness();
        harness.Write("response.json",
            """
            {
              "id": "chatcmpl-1", "object": "chat.completion", "created": 1790000000, "model": "acme",
              "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hi"}, "finish_reason": "stop"}],
              "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
            }
            """);

        var json = harness.Run("cost", "--json", "--response", "response.json").Json;

        Assert.Equal(("acme", "0.00028"), (json.GetProperty("model").GetString(), json.GetProperty("total_cost").GetString()));
        Assert.StartsWith("2026-09-2", json.GetProperty("at").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Response_Stream_IsRead()
    {
        using var harness = Harness();
        harness.Write("response.txt",
            """
            data: {"id":"chatcmpl-2","object":"chat.completion.chunk","created":1790000000,"model":"acme","choices":[{"index":0,"delta":{"role":"assistant","content":"Hi"}}]}

            data: {"id":"chatcmpl-2","object":"chat.completion.chunk","model":"acme","choices":[],"usage":{"prompt_tokens":10,"completion_tokens":1,"total_tokens":11}}

            data: [DONE]

            """);

        Assert.Equal("0.000024", Total(harness, "--response", "response.txt"));
    }

    [Theory]
    [InlineData("--discount 5%", "0.0000019")]
    [InlineData("--discount 0.05 --margin 0.10", "0.00000209")]
    [InlineData("--margin 10%", "0.0000022")]
    [InlineData("--fixed-margin 0.01", "0.010002")]
    public void Adjustment_DiscountThenMargin_IsApplied(string options, string total)
    {
        using var harness = Harness();

        Assert.Equal(total, Total(harness, ["--model", "acme", "--input-tokens", "1", .. options.Split(' ')]));
    }

    [Theory]
    [InlineData("--input-cost-per-token 2.5e-06 --output-cost-per-token 1e-05 --input-tokens 1000 --output-tokens 10", "0.0026")]
    [InlineData("--input-cost-per-token 2 --output-cost-per-token 4 --cache-read-cost-per-token 1 --input-tokens 1 --cached-input-tokens 3", "5")]
    [InlineData("--cost-per-second 0.0001 --seconds 2.5", "0.00025")]
    public void CustomPrices_Given_ReplaceTheMap(string options, string total)
    {
        using var harness = new CommandHarness();

        var result = harness.Run(["cost", "--json", .. options.Split(' ')]);

        Assert.Equal((0, total), (result.ExitCode, result.Json.GetProperty("total_cost").GetString()));
        Assert.Equal("null", result.Json.GetProperty("cost_map").GetRawText());
    }

    [Fact]
    public void Unpriced_Meter_HasNoCostAndExits3()
    {
        using var harness = Harness();

        var result = harness.Run("cost", "--json", "--model", "acme", "--input-tokens", "1", "--quantity", "audio_input_tokens=5");

        Assert.Equal(3, result.ExitCode);
        Assert.Equal("null", result.Json.GetProperty("total_cost").GetRawText());
        Assert.Equal("null", result.Json.GetProperty("lines")[1].GetProperty("amount").GetRawText());
        Assert.Contains("no price is known for audio_input_tokens of 'acme'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_Lines_AreExact()
    {
        using var harness = Harness();

        var text = harness.Run("cost", "--model", "acme", "--input-tokens", "1500", "--output-tokens", "1", "--at", "2026-10-01").Out;

        Assert.Matches(@"input_tokens +1,500 +0.000002 +0.003\n", text);
        Assert.Matches(@"total +0.003004\n", text);
        Assert.Contains("Prices of acme at 2026-10-01, valid since ever; source: s.", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--model acme", 2, "No quantities are given.")]
    [InlineData("--model acme --input-tokens 1 --prompt x", 2, "Quantities are given in more than one way.")]
    [InlineData("--input-tokens 1", 2, "No model is given.")]
    [InlineData("--model acme --input-tokens -1", 2, "--input-tokens is -1.")]
    [InlineData("--model acme --input-tokens 1.5", 2, "'1.5'")]
    [InlineData("--model acme --input-tokens 1 --quantity input_tokens=2", 2, "input_tokens is given twice.")]
    [InlineData("--model acme --quantity outptu_tokens=2", 2, "Did you mean 'output_tokens'")]
    [InlineData("--model acme --quantity output_tokens=x", 2, "has no whole number.")]
    [InlineData("--model acme --usage [1]", 2, "--usage is not a JSON object.")]
    [InlineData("--model acme --usage {", 1, "--usage is not valid JSON")]
    [InlineData("--model acme --usage {\"prompt_tokens\":-1}", 1, "--usage cannot be priced: ")]
    [InlineData("--model acne --input-tokens 1", 1, "No price is known for 'acne'")]
    [InlineData("--model acme --input-tokens 1 --discount 2", 2, "--discount '2' is not a part. Expected 0 to 1")]
    [InlineData("--model acme --input-tokens 1 --fixed-margin x", 2, "--fixed-margin 'x' is not an amount")]
    [InlineData("--input-cost-per-token 1 --input-tokens 1", 2, "Prices per token need both")]
    [InlineData("--cost-per-second 1 --input-tokens 1", 2, "--cost-per-second needs --seconds N.")]
    [InlineData("--model acme --input-tokens 1 --at noon", 2, "--at 'noon' is not a time.")]
    [InlineData("--response none.json", 1, "There is no file '")]
    public void Usage_Wrong_IsRefusedWithWhatWasExpected(string options, int exitCode, string message)
    {
        using var harness = Harness();

        var result = harness.Run(["cost", .. options.Split(' ')]);

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Out));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }
}
