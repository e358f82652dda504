using Accounting.BatchClient.Tests.Support;

namespace Accounting.BatchClient.Tests.Agreements;

public sealed class AgreementsCommandTests
{
    // 1,000 tokens in at 2.5e-6, 100 out at 1e-5: 0.0035 USD by the map that ships.
    private const string Calls = """
        {"id":"a1","tenant":"acme","object":"chat.completion","created":1767225600,"model":"gpt-4o-2024-08-06","choices":[],"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}
        {"id":"u1","tenant":"umbrella","object":"chat.completion","created":1767225600,"model":"gpt-4o-2024-08-06","choices":[],"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}
        """;

    [Fact]
    public void Bill_WithAgreements_ChargesEachTenantWhatWasAgreed()
    {
        using var harness = new CommandHarness();
        Assert.Equal(0, harness.Run("agreements", "set", "--tenant", "acme", "--discount", "5%", "--margin", "0.10", "--valid-from", "2026-01-01").ExitCode);
        Assert.Equal(0, harness.Run("agreements", "set", "--all-tenants", "--provider", "openai", "--margin", "20%", "--valid-from", "2026-01-01").ExitCode);
        File.WriteAllText(Path.Combine(harness.Folder, "calls.jsonl"), Calls);
        Assert.Equal(0, harness.Run("bill", "calls.jsonl", "--tenant-from", "tenant").ExitCode);
        var rows = harness.Run("spend", "--group-by", "tenant", "--sort", "group", "--json").Json.GetProperty("rows");
        // 0.0035 x 0.95 x 1.10, and 0.0035 x 1.20
        Assert.Equal(["0.0042", "0.0036575"], [.. rows.EnumerateArray().Select(row => row.GetProperty("cost").GetString()!).Order(StringComparer.Ordinal).Reverse()]);
    }

    [Fact]
    public void Set_PriceOfAModel_HoldsForTheTenantUntilItEnds()
    {
        using var harness = new CommandHarness();
        var json = harness.Run("agreements", "set", "--tenant", "acme", "--model", "gpt-4o", "--input", "2", "--output", "9", "--source", "contract 7", "--json").Json;
        Assert.Equal(("acme", "openai/gpt-4o", "0.000002"),
            (json.GetProperty("tenant").GetString(), json.GetProperty("model").GetString(), json.GetProperty("rates").GetProperty("input_cost_per_token").GetString()));
        var ended = harness.Run("agreements", "end", "--tenant", "acme", "--model", "gpt-4o", "--valid-from", "2030-01-01", "--reason", "contract 7 ends");
        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(1, harness.Run("agreements", "list", "--at", "2029-12-31", "--json").Json.GetProperty("agreements").GetArrayLength());
        Assert.Equal(0, harness.Run("agreements", "list", "--at", "2030-01-01", "--json").Json.GetProperty("agreements").GetArrayLength());
        Assert.Equal(["contract 7", "registered"],
            [.. harness.Run("agreements", "list", "--history", "--json").Json.GetProperty("agreements").EnumerateArray().Select(row => row.GetProperty("source").GetString()!)]);
        Assert.DoesNotContain("agreement", harness.Run("models", "list").Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "--tenant", "agreements", "set", "--discount", "5%")]
    [InlineData(2, "--all-tenants", "agreements", "set", "--tenant", "a", "--all-tenants", "--discount", "5%")]
    [InlineData(2, "--discount", "agreements", "set", "--tenant", "a")]
    [InlineData(2, "--discount 'five'", "agreements", "set", "--tenant", "a", "--discount", "five")]
    [InlineData(2, "--model", "agreements", "set", "--tenant", "a", "--input", "2")]
    [InlineData(2, "without --model", "agreements", "set", "--tenant", "a", "--model", "gpt-4o", "--input", "2", "--discount", "5%")]
    [InlineData(2, "--reason", "agreements", "end", "--tenant", "a")]
    [InlineData(1, "no such agreement", "agreements", "end", "--tenant", "a", "--reason", "x")]
    [InlineData(1, "a fraction from 0 to 1", "agreements", "set", "--tenant", "a", "--discount", "5")]
    [InlineData(1, "Did you mean 'openai'", "agreements", "set", "--tenant", "a", "--discount", "5%", "--provider", "openia")]
    [InlineData(1, "No price is known for 'gpt-9'", "agreements", "set", "--tenant", "a", "--model", "gpt-9", "--input", "2")]
    public void Agreements_WrongUsage_IsRefusedWithTheReason(int code, string expected, params string[] arguments)
    {
        using var harness = new CommandHarness();
        var result = harness.Run(arguments);
        Assert.Equal(code, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(harness.Folder, "accounting.db")));
    }

    [Fact]
    public void Set_DryRun_ChangesNothing()
    {
        using var harness = new CommandHarness();
        Assert.Contains("Would be agreed with tenant acme, from", harness.Run("agreements", "set", "--tenant", "acme", "--discount", "5%", "--dry-run").Out, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(harness.Folder, "accounting.db")));
    }
}
