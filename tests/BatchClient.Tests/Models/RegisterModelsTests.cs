using System.Text.Json;
using Accounting.BatchClient.Tests.Support;

namespace Accounting.BatchClient.Tests.Models;

/// <summary><c>register_model</c> and <c>model_cost</c> as LiteLLM's users know them.</summary>
public sealed class RegisterModelsTests : IDisposable
{
    private const string Models = """
        {"gpt-4o": {"litellm_provider": "openai", "input_cost_per_token": "3e-06", "output_cost_per_token": null, "max_tokens": "9000", "my_field": {"a": [1, 2]}},
         "acme/new": {"litellm_provider": "acme", "mode": "chat", "input_cost_per_token": 0.0000010, "output_cost_per_token": 2e-06, "supports_vision": true}}
        """;

    private readonly CommandHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public void Register_Dictionary_MergesAndPrintsTheUpdatedEntries()
    {
        _harness.Write("models.json", Models);

        var result = _harness.Run("models", "register", "--from", "models.json", "--json");
        var again = _harness.Run("models", "register", "--from", "models.json", "--json");

        Assert.Equal((0, 2), (result.ExitCode, result.Json.GetProperty("registered").GetInt32()));
        Assert.Equal((0, 2), (again.Json.GetProperty("registered").GetInt32(), again.Json.GetProperty("unchanged").GetInt32()));
        Assert.Equal(result.Json.GetProperty("cost_map").GetRawText(), again.Json.GetProperty("cost_map").GetRawText());
        var entry = result.Json.GetProperty("model_cost").GetProperty("gpt-4o");
        Assert.Equal("0.000003 0.00001 9000 128000 {\"a\":[1,2]}", string.Join(' ', new[] { "input_cost_per_token", "output_cost_per_token", "max_output_tokens", "max_input_tokens", "my_field" }
            .Select(field => entry.GetProperty(field).GetRawText())));
        var notice = Assert.Single(result.Json.GetProperty("notices").EnumerateArray());
        Assert.Equal(("unknown_field", "my_field"), (notice.GetProperty("kind").GetString(), notice.GetProperty("field").GetString()));
        var shown = _harness.Run("models", "show", "gpt-4o", "--json").Json;
        Assert.Equal((9000, 128_000), (shown.GetProperty("max_tokens").GetInt32(), shown.GetProperty("max_input_tokens").GetInt32()));
        Assert.Equal("""{"a":[1,2]}""", shown.GetProperty("info").GetProperty("my_field").GetRawText());
    }

    [Fact]
    public void Register_StandardInput_TellsWhatIsNewAndWhatIsOdd()
    {
        _harness.Input = Models;

        var result = _harness.Run("models", "register", "--from", "-", "--valid-from", "2027-01-01", "--reason", "contract");

        Assert.Equal("gpt-4o: my_field is kept, but nothing here reads it. Check its spelling.\n", result.Error);
        Assert.Matches(@"openai/gpt-4o +2027-01-01 +3 +10 +128,000 +9,000\n", result.Out);
        Assert.Contains("2 models registered, 0 unchanged.", result.Out, StringComparison.Ordinal);
        Assert.Contains("Reason: contract", _harness.Run("models", "show", "acme/new").Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"m\": {\"input_cost_per_token\": 5}}", "5 USD for one token")]
    [InlineData("{\"m\": {\"input_cost_per_token\": -1e-6}, \"n\": {\"input_cost_per_token\": 1e-6}}", "never negative")]
    [InlineData("{\"gpt-4o\": {\"litellm_provider\": \"openai\", \"input_cost_per_token\": 2.5e-4}}", "100 times or more")]
    [InlineData("{\"m\"", "not valid JSON")]
    [InlineData("[]", "There is no model in it")]
    public void Register_OneThatIsRefused_RefusesAll(string json, string reason)
    {
        _harness.Input = json;

        var result = _harness.Run("models", "register", "--from", "-");

        Assert.Equal((1, ""), (result.ExitCode, result.Out));
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        Assert.Contains("nothing was registered", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, _harness.Run("models", "show", "n").ExitCode);
    }

    [Fact]
    public void List_Json_HasLiteLlmsMapThatRegistersAsItIs()
    {
        var cost = _harness.Run("models", "list", "--json").Json.GetProperty("model_cost");

        var entry = cost.GetProperty("gpt-4o");
        Assert.Equal("\"openai\" 16384 128000 0.0000025 0.00001", string.Join(' ', new[] { "litellm_provider", "max_tokens", "max_input_tokens", "input_cost_per_token", "output_cost_per_token" }
            .Select(field => entry.GetProperty(field).GetRawText())));
        Assert.Equal(JsonValueKind.Object, cost.GetProperty("gemini/gemini-2.5-pro").ValueKind);
        Assert.True(cost.EnumerateObject().Count() > 1_400);
        _harness.Input = cost.GetRawText();
        var registered = _harness.Run("models", "register", "--from", "-", "--json").Json;
        Assert.Equal((0, 0), (registered.GetProperty("registered").GetInt32(), registered.GetProperty("problems").GetArrayLength()));
    }

    [Fact]
    public void Register_Replace_DropsWhatIsNotNamed()
    {
        _harness.Run("models", "register", "acme-m", "--input", "1", "--output", "2").AssertDone();
        _harness.Run("models", "register", "acme-m", "--input", "3", "--replace").AssertDone();

        Assert.Equal("""{"input_cost_per_token":"0.000003"}""",
            _harness.Run("models", "show", "acme-m", "--at", "2026-11-23", "--json").Json.GetProperty("price").GetProperty("rates").GetRawText());
    }
}
