using System.Text.Json;
using Accounting.BatchClient.Tests.Support;
using Accounting.Core.Amounts;
using Accounting.TestKit;

namespace Accounting.BatchClient.Tests.Statements;

public sealed class ExplainTests : IDisposable
{
    private const string Model = "gpt-4o-2024-08-06";

    private static readonly DateTimeOffset Noon = new(2026, 10, 3, 12, 0, 0, TimeSpan.Zero);

    private readonly CommandHarness _harness = new();

    public static TheoryData<string> Ledgers => ["a.db", "postgres"];

    public void Dispose() => _harness.Dispose();

    [Theory]
    [MemberData(nameof(Ledgers))]
    public void Explain_ChargesAdjustmentsAndVoids_SumToWhatSpendSays(string ledger)
    {
        if (ledger == "postgres") Assert.SkipWhen(PostgresServer.Shared is null, PostgresServer.NoServer);
        if (ledger == "postgres") ledger = PostgresServer.NewSchema()!;
        new CallLog().Add("1", Model, Noon, cached: 400).Add("2", Model, Noon.AddDays(1), tier: "flex").Add("3", "unheard-of", Noon).Add("4", Model, null).Bill(_harness, ledger, "acme", "a.jsonl");
        var wrong = new CallLog().Add("5", Model, Noon, input: 5000).Bill(_harness, ledger, "acme", "b.jsonl");
        _harness.Run("models", "register", Model, "--provider", "openai", "--input", "5", "--valid-from", "2026-10-01", "--source", "mail of the 9th", "--reason", "raised", "--ledger", ledger).AssertDone();
        _harness.Run("models", "register", "unheard-of", "--input", "1", "--output", "2", "--ledger", ledger).AssertDone();
        Assert.True(_harness.Run("reprice", "--apply", "--reason", "the price was raised", "--ledger", ledger).ExitCode is 0);
        _harness.Run("runs", "void", wrong, "--reason", "wrong tenant", "--ledger", ledger).AssertDone();

        foreach (var question in new string[][] { ["--model", Model], ["--model", "unheard-of"], ["--since", "2026-10-03", "--until", "2026-10-04"], [] })
        {
            var explained = _harness.Run(["explain", "--tenant", "acme", "--json", "--ledger", ledger, .. question]);
            explained.AssertDone();
            var spend = _harness.Run(["spend", "--tenant", "acme", "--group-by", "none", "--json", "--ledger", ledger, .. question]).Json.GetProperty("total");
            var total = explained.Json.GetProperty("total");
            Assert.Equal((Text(spend, "cost"), spend.GetProperty("calls").GetInt64()), (Text(total, "cost"), total.GetProperty("calls").GetInt64()));
            var entries = explained.Json.GetProperty("entries").EnumerateArray().ToList();
            Assert.Equal(Text(total, "cost"), Sum(entries.Select(entry => Text(entry, "amount"))).ToString());
            Assert.All(entries, entry => Assert.True(entry.GetProperty("derived").GetBoolean()));
            foreach (var entry in entries.Where(entry => entry.GetProperty("meters").GetArrayLength() > 0 && Text(entry, "amount") is not null))
                Assert.Equal(Text(entry, "amount"), Sum(entry.GetProperty("meters").EnumerateArray().Select(meter => Text(meter, "amount"))).ToString());
        }
        var verified = _harness.Run("verify", "--ledger", ledger);
        Assert.True(verified.ExitCode == 0, verified.Out);
    }

    [Fact]
    public void Explain_AsText_NamesThePricesAndWhoSaidThem()
    {
        new CallLog().Add("1", Model, Noon, cached: 400).Bill(_harness, "a.db", "acme", "a.jsonl");
        _harness.Run("models", "register", Model, "--provider", "openai", "--input", "5", "--valid-from", "2026-10-01", "--source", "mail of the 9th", "--reason", "raised", "--ledger", "a.db").AssertDone();
        _harness.Run("reprice", "--apply", "--reason", "the price was raised", "--ledger", "a.db").AssertDone();
        var text = _harness.Run("explain", "--tenant", "acme", "--model", Model, "--ledger", "a.db").Out;
        foreach (var expected in new[]
        {
            $"Entry 1, charge: 2026-10-03T12:00Z, {Model}, provider openai, call_type chat, source reported", "input_tokens: 600 x 0.0000025 = 0.0015  [1]",
            "cached_input_tokens: 400 x 0.00000125 = 0.0005  [2]", "1 calls, 0.003 USD", "Entry 2, adjustment:", "by run r-", "since the price was raised",
            ": 0.0015 USD", "input_tokens: 0.0000025 [1] -> 0.000005 [4]", $"[1] 0.0000025 USD: input_cost_per_token of openai/{Model}; versions",
            "from 2026-10-01; known since 2026-11-22T10:00:00Z; price; mail of the 9th; raised", "charges: 0.003 USD", "adjustments: 0.0015 USD",
            "Total: 0.0045 USD, exact, for 1 calls in 2 entries.",
        })
        {
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1, "Did you mean 'acme'?", "--tenant", "acne")]
    [InlineData(1, "knows no model 'gpt-9'", "--tenant", "acme", "--model", "gpt-9")]
    [InlineData(2, "--tenant")]
    [InlineData(2, "is not a time", "--tenant", "acme", "--since", "yesterday")]
    public void Explain_ThatCannotBeAnswered_SaysWhy(int exitCode, string message, params string[] arguments)
    {
        new CallLog().Add("1", Model, Noon).Bill(_harness, "a.db", "acme", "a.jsonl");
        var result = _harness.Run(["explain", "--ledger", "a.db", .. arguments]);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_UsageWithoutAPrice_IsSaidAndAnsweredWith3()
    {
        new CallLog().Add("1", "unheard-of", Noon).Bill(_harness, "a.db", "acme", "a.jsonl");
        var result = _harness.Run("explain", "--tenant", "acme", "--ledger", "a.db");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("input_tokens: 1,000 x no price", result.Out, StringComparison.Ordinal);
        Assert.Contains("Total: nothing is priced, for 1 calls in 1 entries.\nIncomplete: 1 calls have no price.", result.Out, StringComparison.Ordinal);
    }

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();

    private static Money Sum(IEnumerable<string?> amounts) => amounts.Aggregate(Money.Zero, (sum, amount) => sum + (amount is null ? Money.Zero : Money.Parse(amount)));
}
