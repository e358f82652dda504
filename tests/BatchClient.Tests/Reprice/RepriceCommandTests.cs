using System.Text.Json;
using Accounting.BatchClient.Tests.Billing;
using Accounting.BatchClient.Tests.Support;

namespace Accounting.BatchClient.Tests.Reprice;

public sealed class RepriceCommandTests : IDisposable
{
    private const string Unknown = "nobody-knows-this-model";

    private readonly CommandHarness _harness = new();

    [Fact]
    public void Reprice_PriceRegisteredLater_FillsInWhatHadNone()
    {
        Bill();
        Assert.Equal(3, _harness.Run("spend", "--json").ExitCode);
        RegisterUnknown();

        var plan = _harness.Run("reprice", "--json");
        plan.AssertDone();
        Assert.Equal(50, Row(plan.Json, "tenant-3", Unknown) is var row ? row.GetProperty("calls").GetInt64() : 0);
        Assert.Equal("null", row.GetProperty("old").GetRawText());
        Assert.Equal(row.GetProperty("difference").GetString(), row.GetProperty("new").GetString());
        Assert.Equal(50, row.GetProperty("old_unpriced_calls").GetInt64());
        Assert.Equal(plan.Out, _harness.Run("reprice", "--json").Out);
        Assert.Equal(3, _harness.Run("spend", "--json").ExitCode);

        var applied = _harness.Run("reprice", "--apply", "--reason", "the price came late", "--json");
        applied.AssertDone();
        Assert.Equal(plan.Json.GetProperty("plan").GetString(), applied.Json.GetProperty("applied").GetString());
        Assert.Equal("the price came late", applied.Json.GetProperty("reason").GetString());
        Assert.Equal(plan.Json.GetProperty("total").GetProperty("new").GetString(), _harness.Run("spend", "--json").Json.GetProperty("total").GetProperty("cost").GetString());
        Assert.Equal(0, _harness.Run("spend", "--json").ExitCode);
        Assert.Equal(0, _harness.Run("reprice", "--json").Json.GetProperty("entries").GetInt64());
        _harness.Run("verify").AssertDone();
    }

    [Fact]
    public void Reprice_JsonShape_IsAsDocumented()
    {
        Bill();
        RegisterUnknown();
        var json = _harness.Run("reprice", "--tenant", "tenant-3", "--model", Unknown, "--since", "2026-10-01", "--until", "2026-10-02", "--json").Json;
        Assert.Equal(
            ["schema_version", "plan", "scope", "from", "to", "currency", "rows", "total", "entries", "unchanged", "unpriced"], json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            """{"since":"2026-10-01T00:00:00Z","until":"2026-10-02T00:00:00Z","tenants":["tenant-3"],"models":["nobody-knows-this-model"],"providers":[]}""",
            json.GetProperty("scope").GetRawText());
        Assert.Equal(["version", "digest", "target"], json.GetProperty("to").EnumerateObject().Select(member => member.Name));
        Assert.Equal("newest", json.GetProperty("to").GetProperty("target").GetString());
        Assert.NotNull(json.GetProperty("from").GetProperty("version").GetString());
    }

    [Fact]
    public void Reprice_PlanInAFile_IsAppliedAsItWasLookedAtOnceAndNoMore()
    {
        Bill();
        RegisterUnknown();
        _harness.Run("reprice", "--model", Unknown, "--plan", "plan.json").AssertDone();
        var applied = _harness.Run("reprice", "--apply", "--plan", "plan.json", "--reason", "late", "--json");
        applied.AssertDone();
        Assert.True(applied.Json.GetProperty("entries").GetInt64() > 0);
        var again = _harness.Run("reprice", "--apply", "--plan", "plan.json", "--reason", "late", "--json");
        again.AssertDone();
        Assert.Equal((0, "2026-11-22T10:00:00Z"), (again.Json.GetProperty("entries").GetInt64(), again.Json.GetProperty("applied_before").GetString()));
        Assert.Contains("nothing more was posted", _harness.Run("reprice", "--apply", "--plan", "plan.json", "--reason", "late").Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Reprice_PlanInAFileOfAnotherState_IsRefused(bool pricesChange)
    {
        Bill();
        RegisterUnknown();
        _harness.Run("reprice", "--model", Unknown, "--plan", "plan.json").AssertDone();
        if (pricesChange) _harness.Run("models", "register", Unknown, "--input", "3", "--valid-from", "2026-01-01", "--force", "--reason", "test").AssertDone();
        else Bill(first: 200);
        var before = _harness.Run("verify").Out;
        var refused = _harness.Run("reprice", "--apply", "--plan", "plan.json", "--reason", "late");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("out of date", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, _harness.Run("verify").Out);
    }

    [Fact]
    public void Reprice_FileAndOtherModel_AreWhatIfOnly()
    {
        Bill();
        _harness.Write("cheap.json", """{"gpt-4o-2024-08-06": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6}}""");
        var file = _harness.Run("reprice", "--prices", "cheap.json", "--json");
        Assert.Equal(3, file.ExitCode);
        Assert.Equal("cheap.json", file.Json.GetProperty("to").GetProperty("file").GetString());
        Assert.StartsWith("-", Row(file.Json, "tenant-0", "gpt-4o-2024-08-06").GetProperty("difference").GetString(), StringComparison.Ordinal);
        Assert.Equal("0", Row(file.Json, "tenant-0", "gpt-4.1-2025-04-14").GetProperty("difference").GetString());

        var other = _harness.Run("reprice", "--as", "gpt-4o-mini", "--json");
        other.AssertDone();
        Assert.Equal(0, other.Json.GetProperty("unpriced").GetArrayLength());
        Assert.Contains("A what-if", _harness.Run("reprice", "--as", "gpt-4o-mini").Out, StringComparison.Ordinal);

        foreach (var option in new[] { new[] { "--prices", "cheap.json" }, ["--as", "gpt-4o-mini"] })
        {
            var refused = _harness.Run(["reprice", .. option, "--apply", "--reason", "no"]);
            Assert.Equal(2, refused.ExitCode);
            Assert.Contains("only shows what would be", refused.Error, StringComparison.Ordinal);
        }
        _harness.Run("reprice", "--as", "gpt-4o-mini", "--plan", "whatif.json").AssertDone();
        Assert.Equal(2, _harness.Run("reprice", "--apply", "--plan", "whatif.json", "--reason", "no").ExitCode);
    }

    [Fact]
    public void Reprice_AsKnownAtADate_TakesBackWhatWasLearntLater()
    {
        Bill();
        var billed = _harness.Run("verify", "--json").Json.GetProperty("ledger_digest").GetString();
        RegisterUnknown();
        _harness.Run("reprice", "--apply", "--reason", "late").AssertDone();
        var plan = _harness.Run("reprice", "--prices", "2026-11-22T09:00:00Z", "--json");
        Assert.Equal(3, plan.ExitCode);
        Assert.EndsWith("@2026-11-22T09:00:00Z", plan.Json.GetProperty("to").GetProperty("version").GetString(), StringComparison.Ordinal);
        Assert.Equal(3, _harness.Run("reprice", "--prices", "2026-11-22T09:00:00Z", "--apply", "--reason", "as it was").ExitCode);
        Assert.Equal(billed, _harness.Run("verify", "--json").Json.GetProperty("ledger_digest").GetString());
    }

    [Theory]
    [InlineData(2, "--apply needs --reason", "--apply")]
    [InlineData(2, "--reason is for --apply", "--reason", "why")]
    [InlineData(2, "contradict each other", "--apply", "--reason", "why", "--plan", "p.json", "--tenant", "acme")]
    [InlineData(2, "is not a time", "--prices", "2026-99-99")]
    [InlineData(2, "The window is empty", "--since", "2026-10-02", "--until", "2026-10-01")]
    [InlineData(1, "no cost map 'no-such-version'", "--prices", "no-such-version")]
    [InlineData(1, "There is no file", "--prices", "no-such-file.json")]
    [InlineData(1, "There is no file", "--apply", "--reason", "why", "--plan", "none.json")]
    [InlineData(1, "is no plan", "--apply", "--reason", "why", "--plan", "log.jsonl")]
    [InlineData(1, "No price is known for the model", "--as", "gpt-4oo")]
    [InlineData(1, "Nothing is posted within the scope", "--tenant", "nobody")]
    public void Reprice_WrongOptions_SayWhatToDo(int exitCode, string message, params string[] options)
    {
        Bill();
        var result = _harness.Run(["reprice", .. options]);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal((exitCode, ""), (result.ExitCode, result.Out));
    }

    [Fact]
    public void Reprice_Table_ShowsDifferencesByTenantAndModelAndTheTotal()
    {
        Bill();
        RegisterUnknown();
        var table = _harness.Run("reprice", "--tenant", "tenant-3").Out;
        Assert.Contains("difference USD", table, StringComparison.Ordinal);
        Assert.Matches(@"tenant-3 +nobody-knows-this-model +50 +unpriced +0\.\d{4} +0\.\d{4}", table);
        Assert.Contains("Nothing was posted. Plan sha256:", table, StringComparison.Ordinal);
    }

    private static JsonElement Row(JsonElement answer, string tenant, string model) => answer.GetProperty("rows").EnumerateArray()
        .Single(row => row.GetProperty("tenant").GetString() == tenant && row.GetProperty("model").GetString() == model);

    private void Bill(int first = 0)
    {
        PairLog.Write(Path.Combine(_harness.Folder, "log.jsonl"), first, first + 1_000);
        Assert.Equal(3, _harness.Run("bill", "log.jsonl", "--tenant-from", "request.user").ExitCode);
    }

    private void RegisterUnknown() => _harness.Run("models", "register", Unknown, "--provider", "openai", "--input", "2", "--output", "8").AssertDone();

    public void Dispose() => _harness.Dispose();
}
