using Accounting.BatchClient.Tests.Support;

namespace Accounting.BatchClient.Tests.Spend;

public sealed class SpendNamesTests
{
    [Fact]
    public void Ledger_Empty_SaysSoAndAnswersNothingSpent()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger() };

        var result = harness.Run("spend", "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("0", result.Json.GetProperty("total").GetProperty("cost").GetString());
        Assert.Equal("The ledger is empty: nothing has been billed into it yet. Bill logs with 'accounting bill INPUT'.\n", result.Error);
    }

    [Fact]
    public void Tenant_Unknown_IsRefusedWithNearNames()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("acme", "m", "1").Add("zeta", "m", "1") };

        var result = harness.Run("spend", "--tenant", "acne", "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Out);
        Assert.Equal("accounting: The ledger knows no tenant 'acne'. Did you mean 'acme'? It knows 2 tenants: acme, zeta.\n", result.Error);
    }

    [Fact]
    public void Tenant_OneOfTwoUnknown_IsRefused()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("acme", "m", "1") };

        Assert.Contains("no tenant 'nobody'", harness.Run("spend", "--tenant", "acme", "--tenant", "nobody").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_Unknown_IsRefusedWithNearNames()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("acme", "gpt-4o", "1") };

        var result = harness.Run("spend", "--model", "gpt-40");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("The ledger knows no model 'gpt-40'. Did you mean 'gpt-4o'?", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Tenant_KnownButNothingInTheWindow_AnswersNothingWithANote()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("acme", "m", "1") };

        var result = harness.Run("spend", "--tenant", "acme", "--since", "2026-11-01", "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(0, result.Json.GetProperty("rows").GetArrayLength());
        Assert.Contains("Nothing was spent in this window", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--group-by tenat", "--group-by 'tenat' is unknown. Did you mean 'tenant'?")]
    [InlineData("--group-by day,day", "--group-by names 'day' twice.")]
    [InlineData("--format yaml", "Unknown format 'yaml'. Expected one of: table, json, jsonl, csv.")]
    [InlineData("--json --format csv", "--json and --format csv contradict each other.")]
    [InlineData("--top 0", "--top 0 shows nothing.")]
    [InlineData("--top x", "'x'")]
    [InlineData("--sort price", "--sort 'price' is unknown. Expected one of: cost, calls, tokens, group.")]
    [InlineData("--order down", "--order 'down' is unknown. Expected one of: asc, desc.")]
    [InlineData("--tenat acme", "Unknown option '--tenat'. Did you mean '--tenant'?")]
    [InlineData("--since", "Required argument missing for option: '--since'.")]
    public void Options_Wrong_AreRefusedWithWhatWasExpected(string options, string message)
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger() };

        var result = harness.Run(["spend", .. options.Split(' ')]);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("", result.Out);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }
}
