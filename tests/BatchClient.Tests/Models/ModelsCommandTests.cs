using System.Text.Json;
using Accounting.BatchClient.Tests.Support;

namespace Accounting.BatchClient.Tests.Models;

public sealed class ModelsCommandTests
{
    private static string? Rate(JsonElement json, string field) => json.GetProperty("rates").GetProperty(field).GetString();

    [Fact]
    public void Register_NewModel_MakesTheLedgerAndHoldsForAllTimes()
    {
        using var harness = new CommandHarness();

        var json = harness.Run(
            "models", "register", "acme-large", "--input", "2.50", "--output", "10", "--cached-input", "1.25", "--max-output-tokens", "4096",
            "--alias", "acme-xl", "--source", "contract 7", "--json").Json;

        Assert.Equal("0.0000025", Rate(json, "input_cost_per_token"));
        Assert.Equal("0.00001", Rate(json, "output_cost_per_token"));
        Assert.Equal("0.00000125", Rate(json, "cache_read_input_token_cost"));
        Assert.Equal("null", json.GetProperty("valid_from").GetRawText());
        Assert.True(File.Exists(Path.Combine(harness.Folder, "accounting.db")));
        var shown = harness.Run("models", "show", "acme-xl", "--json").Json;
        Assert.Equal("acme-large", shown.GetProperty("model").GetString());
        Assert.Equal(4096, shown.GetProperty("max_tokens").GetInt64());
        Assert.Equal("contract 7", shown.GetProperty("prices")[0].GetProperty("source").GetString());
        Assert.Equal(json.GetProperty("cost_map").GetRawText(), shown.GetProperty("cost_map").GetRawText());
    }

    [Fact]
    public void Register_KnownModel_KeepsWhatIsNotNamedAndTakesEffectAtTheNextSlot()
    {
        using var harness = new CommandHarness { Time = new CommandHarness.FixedTime(new(2026, 11, 22, 10, 1, 0, TimeSpan.Zero)) };

        var json = harness.Run("models", "register", "gpt-4o", "--input", "3", "--json").Json;

        Assert.Equal("openai", json.GetProperty("provider").GetString());
        Assert.Equal("2026-11-22T10:01:00Z", json.GetProperty("valid_from").GetString());
        Assert.Equal("2026-11-22T10:15:00Z", json.GetProperty("effective_from").GetString());
        Assert.Equal("0.000003", Rate(json, "input_cost_per_token"));
        Assert.Equal("0.00001", Rate(json, "output_cost_per_token"));
        string? Cost(string at) => harness.Run("cost", "--model", "gpt-4o", "--input-tokens", "1", "--at", at, "--json").Json.GetProperty("total_cost").GetString();
        Assert.Equal("0.0000025", Cost("2026-11-22T10:00:00Z"));
        Assert.Equal("0.000003", Cost("2026-11-22T10:15:00Z"));
    }

    [Theory]
    [InlineData("1M", "2.5", "0.0000025")]
    [InlineData("1k", "0.0025", "0.0000025")]
    [InlineData("1", "2.5e-06", "0.0000025")]
    public void Register_Per_IsTheUnitOfThePrices(string per, string price, string expected)
    {
        using var harness = new CommandHarness();

        Assert.Equal(expected, Rate(harness.Run("models", "register", "m", "--input", price, "--per", per, "--dry-run", "--json").Json, "input_cost_per_token"));
        Assert.False(File.Exists(Path.Combine(harness.Folder, "accounting.db")));
    }

    [Theory]
    [InlineData("register m", 2, "No price is given.")]
    [InlineData("register m --input x", 2, "--input 'x' is not a number.")]
    [InlineData("register m --input 1 --per 2", 2, "--per '2' is unknown. Expected 1M, 1K or 1.")]
    [InlineData("register m --price x", 2, "--price 'x' is not FIELD=USD.")]
    [InlineData("register m --input 1 --price input_cost_per_token=1", 2, "input_cost_per_token is given twice.")]
    [InlineData("register m --input 1 --force", 2, "--force needs --reason")]
    [InlineData("register m --input 1 --valid-from soon", 2, "--valid-from 'soon' is not a time.")]
    [InlineData("register m --input -1", 1, "a price is never negative")]
    [InlineData("register m --input 2.5 --per 1", 1, "2.5 USD for one token")]
    [InlineData("register gpt-4o --input 2500", 1, "100 times or more")]
    [InlineData("register m --price input_cost_per_token=0.1e-6 --price input_cost_per_token_above_100k_tokens=0.2e-6", 1, "no band edge; the nearest are 64000 and 128000")]
    [InlineData("show gpt-4oo", 1, "No price is known for 'gpt-4oo'")]
    [InlineData("list --provider opnai", 1, "No model of provider 'opnai' is known. Did you mean 'openai'?")]
    [InlineData("import nowhere.json", 1, "There is no file '")]
    [InlineData("import ftp://example.com/prices.json", 2, "is no address that prices can come from")]
    [InlineData("import https://example.com/prices.json --offline", 1, "the network is not to be touched")]
    [InlineData("register --input 1", 2, "No model is named.")]
    [InlineData("register m --from x.json", 2, "MODEL and --from contradict each other.")]
    [InlineData("register --from x.json --input 1", 2, "--input is about one model")]
    [InlineData("register --from x.json", 1, "There is no file '")]
    [InlineData("register m --input 1 --correction", 2, "--correction needs --reason")]
    [InlineData("register m --input 1 --valid-from 2026-02-01 --valid-to 2026-01-01", 1, "is not before valid-to")]
    [InlineData("retire gpt-4oo --valid-from 2026-01-01 --reason x", 1, "No price is known for 'gpt-4oo'")]
    [InlineData("retire gpt-4o --reason x", 2, "--valid-from")]
    [InlineData("retire models/gemini-2.5-pro --valid-from 2026-01-01 --reason x", 1, "Name that one to retire it.")]
    [InlineData("show gpt-4o --at soon", 2, "--at 'soon' is not a time.")]
    [InlineData("show gpt-4o --version nine", 1, "no ledger that could hold version 'nine'")]
    [InlineData("diff shipped nine", 1, "no ledger that could hold version 'nine'")]
    [InlineData("diff shipped nowhere.json", 1, "There is no file '")]
    [InlineData("history gpt-4oo", 1, "No price is known for 'gpt-4oo'")]
    [InlineData("update --url file:///etc/passwd", 2, "Expected one such as https://")]
    [InlineData("import x --force", 2, "--force needs --reason")]
    [InlineData("list --ledger mysql://host/db", 2, "it is no address.")]
    public void Usage_Wrong_IsRefusedAndNothingIsKept(string command, int exitCode, string message)
    {
        using var harness = new CommandHarness();

        var result = harness.Run(["models", .. command.Split(' ')]);

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Out));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        if (File.Exists(Path.Combine(harness.Folder, "accounting.db")))
            Assert.Equal(harness.Run("models", "list", "--ledger", "none.db").Out, harness.Run("models", "list").Out);
    }

    [Fact]
    public void Register_Forced_IsTakenWithItsReason()
    {
        using var harness = new CommandHarness();

        var result = harness.Run("models", "register", "gpt-4o", "--input", "250", "--force", "--reason", "checked");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("Forced: openai/gpt-4o: input_cost_per_token changes", result.Error, StringComparison.Ordinal);
        Assert.Contains("Reason: checked", harness.Run("models", "show", "gpt-4o").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_ShippedModel_HasLimitsAndDatedPricesWithSources()
    {
        using var harness = new CommandHarness();

        var json = harness.Run("models", "show", "gpt-4o", "--json").Json;
        var text = harness.Run("models", "show", "gpt-4o").Out;

        Assert.Equal((128_000, 16_384), (json.GetProperty("max_input_tokens").GetInt32(), json.GetProperty("max_output_tokens").GetInt32()));
        Assert.All(json.GetProperty("prices").EnumerateArray(), row => Assert.StartsWith("https://", row.GetProperty("source").GetString(), StringComparison.Ordinal));
        Assert.Contains("max_input_tokens 128,000, max_output_tokens 16,384, max_tokens 16,384", text, StringComparison.Ordinal);
        Assert.Contains("(in force now)", text, StringComparison.Ordinal);
        Assert.Matches(@"input_cost_per_token +0.0000025 +2.5\n", text);
    }

    [Fact]
    public void List_Filtered_HasPricesOfTheTime()
    {
        using var harness = new CommandHarness();

        string? Input(string at) => harness.Run("models", "list", "gpt-4o-2024-05-13", "--provider", "openai", "--at", at, "--json").Json
            .GetProperty("models")[0].GetProperty("rates").GetProperty("input_cost_per_token").GetString();

        Assert.Equal("0.000005", Input("2024-06-01"));
        Assert.Matches(@"gpt-4o-2024-05-13 +openai +chat +5 +\S+ +15 ", harness.Run("models", "list", "gpt-4o-2024-05-13", "--provider", "openai").Out);
    }

    [Fact]
    public void Resolve_KnownAndUnknown_SaysWhyOrNearNames()
    {
        using var harness = new CommandHarness();

        var known = harness.Run("models", "resolve", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "--provider", "bedrock", "--json");
        var unknown = harness.Run("models", "resolve", "gpt-5-nanoo", "--json");

        Assert.Equal((0, "bedrock"), (known.ExitCode, known.Json.GetProperty("provider").GetString()));
        Assert.Equal(1, unknown.ExitCode);
        Assert.Equal("null", unknown.Json.GetProperty("resolved_model").GetRawText());
        Assert.Equal("gpt-5-nano", unknown.Json.GetProperty("near_names")[0].GetString());
    }

    [Fact]
    public void Import_Map_ReportsAndKeepsPrices()
    {
        using var harness = new CommandHarness();
        harness.Write("map.json",
            """
            {"sample_spec": {}, "acme-1": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1.8150000000000004e-06, "output_cost_per_token": 2e-06},
             "acme-2": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 3.5, "output_cost_per_token": 2e-06}}
            """);

        var dry = harness.Run("models", "import", "map.json", "--dry-run", "--json");
        var result = harness.Run("models", "import", "map.json", "--json");

        Assert.Equal(3, result.ExitCode);
        Assert.Equal((2, 1, 1), (result.Json.GetProperty("read").GetInt32(), result.Json.GetProperty("added").GetInt32(), result.Json.GetProperty("refused").GetInt32()));
        Assert.Equal("wrong_unit", result.Json.GetProperty("problems")[0].GetProperty("kind").GetString());
        Assert.Equal(dry.Json.GetProperty("cost_map").GetRawText(), result.Json.GetProperty("cost_map").GetRawText());
        Assert.Equal("0.0000018150000000000004", harness.Run("cost", "--model", "acme-1", "--input-tokens", "1", "--json").Json.GetProperty("total_cost").GetString());
        Assert.Equal(1, harness.Run("cost", "--model", "acme-2", "--input-tokens", "1").ExitCode);
    }

    [Fact]
    public void Import_BrokenMap_IsRefusedAsAWhole()
    {
        using var harness = new CommandHarness();
        harness.Write("map.json", "{\"a\": {\"litellm_provider\"");

        var result = harness.Run("models", "import", "map.json");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("The map is refused; nothing was changed.", result.Out, StringComparison.Ordinal);
    }
}
