using System.Globalization;
using System.Text.Json;
using Accounting.BatchClient.Tests.Support;
using Accounting.Core.Amounts;
using Accounting.TestKit;

namespace Accounting.BatchClient.Tests.Statements;

public sealed class StatementTests : IDisposable
{
    private static readonly string[] Models = ["gpt-4o-2024-08-06", "gpt-5-2025-08-07", "gpt-4.1-2025-04-14", "o3-2025-04-16", "unheard-of"];
    private static readonly string[] Formats = ["table", "json", "csv", "html"];

    private readonly CommandHarness _harness = new();

    public static TheoryData<string> Ledgers => ["a.db", "postgres"];

    public void Dispose() => _harness.Dispose();

    [Theory]
    [MemberData(nameof(Ledgers))]
    public void Statement_OfAnOpenMonth_IsWhatSpendSaysLineByLine(string ledger)
    {
        ledger = NameOf(ledger);
        for (var seed = 1; seed <= 3; seed++) RandomLog(seed).Bill(_harness, ledger, "acme", $"{seed}.jsonl");
        RandomLog(9).Bill(_harness, ledger, "bolt", "9.jsonl");
        foreach (var month in new[] { "2026-08", "2026-09", "2026-10" })
        {
            var statement = Json(ledger, "acme", month, 3);
            var spend = Spend(ledger, "acme", month);
            Assert.Equal(spend.GetProperty("total").GetProperty("cost").GetString(), statement.GetProperty("total").GetString());
            Assert.Equal(spend.GetProperty("total").GetProperty("calls").GetInt64(), statement.GetProperty("calls").GetInt64());
            Assert.Equal(statement.GetProperty("total").GetString(), SumOf(statement.GetProperty("lines")));
            Assert.Empty(statement.GetProperty("late").EnumerateArray());
            foreach (var row in spend.GetProperty("rows").EnumerateArray()) AssertQuantities(row, statement);
            Assert.Equal(
                spend.GetProperty("incomplete").GetProperty("unpriced").GetRawText(), statement.GetProperty("incomplete").GetProperty("unpriced").GetRawText());
        }
    }

    [Fact]
    public void Statement_OfOneModelAtTwoPrices_HasALineForEach()
    {
        new CallLog().Add("1", Models[0], At(3)).Add("2", Models[0], At(20)).Add("3", "gpt-5-2025-08-07", At(3)).Add("4", "gpt-5-2025-08-07", At(3), tier: "flex")
            .Bill(_harness, "a.db", "acme", "a.jsonl");
        var result = _harness.Run("models", "register", "gpt-4o-2024-08-06", "--provider", "openai", "--input", "5", "--output", "10", "--valid-from", "2026-10-10", "--source", "mail of the 9th", "--ledger", "a.db");
        result.AssertDone();
        new CallLog().Add("5", Models[0], At(21), input: 2000).Bill(_harness, "a.db", "acme", "b.jsonl");
        var lines = Json("a.db", "acme", "2026-10").GetProperty("lines").EnumerateArray().Where(line => Text(line, "meter") == "input_tokens")
            .Select(line => $"{Text(line, "model")} {Text(line, "tier")} {line.GetProperty("quantity")} x {Text(line, "unit_price")} = {Text(line, "amount")} {Text(line, "source")}");
        Assert.Equal(
            [
                "gpt-4o-2024-08-06  2000 x 0.0000025 = 0.005 https://platform.openai.com/docs/pricing",
                "gpt-4o-2024-08-06  2000 x 0.000005 = 0.01 mail of the 9th",
                "gpt-5-2025-08-07  1000 x 0.00000125 = 0.00125 https://platform.openai.com/docs/pricing",
                "gpt-5-2025-08-07 flex 1000 x 0.000000625 = 0.000625 https://platform.openai.com/docs/pricing",
            ], lines);
    }

    [Theory]
    [MemberData(nameof(Ledgers))]
    public void Invariant10_AClosedMonth_NeverChangesAndWhatComesLateIsOnTheEarliestOpenOne(string ledger)
    {
        ledger = NameOf(ledger);
        var first = RandomLog(1).Bill(_harness, ledger, "acme", "1.jsonl");
        RandomLog(2).Add("2-undated", Models[0], null).Bill(_harness, ledger, "acme", "2.jsonl");
        _harness.Run("close", "--month", "2026-08", "--ledger", ledger, "--by", "ops", "--reason", "sent").AssertDone();
        var closed = All(ledger, "2026-08");

        RandomLog(3).Add("3-undated", Models[0], null).Bill(_harness, ledger, "acme", "3.jsonl");
        _harness.Run("runs", "void", first, "--reason", "wrong tenant", "--ledger", ledger).AssertDone();
        Assert.Equal(closed, All(ledger, "2026-08"));
        var late = Json(ledger, "acme", "2026-09", 3).GetProperty("late").EnumerateArray().ToList();
        Assert.Equal(["reversal", "usage"], late.Select(line => Text(line, "kind")).Distinct().Order());
        Assert.All(late, line => Assert.Equal("2026-08", Text(line, "month")));
        Assert.All(late.Where(line => Text(line, "kind") == "reversal"), line => Assert.Equal((true, "wrong tenant"), (line.GetProperty("quantity").GetInt64() < 0, Text(line, "reason"))));

        _harness.Run("close", "--month", "2026-10", "--with-earlier", "--ledger", ledger).AssertDone();
        var autumn = (All(ledger, "2026-09"), All(ledger, "2026-10"));
        RandomLog(4).Bill(_harness, ledger, "acme", "4.jsonl");
        Assert.Equal(closed, All(ledger, "2026-08"));
        Assert.Equal(autumn, (All(ledger, "2026-09"), All(ledger, "2026-10")));
        var november = Json(ledger, "acme", "2026-11", 3);
        Assert.Equal(["2026-08", "2026-09", "2026-10"], november.GetProperty("late").EnumerateArray().Select(line => Text(line, "month")).Distinct());

        // Every entry is on one statement.
        var months = new[] { "2026-08", "2026-09", "2026-10", "2026-11", "undated" }.Select(month => Json(ledger, "acme", month, null)).ToList();
        var whole = Money.Zero;
        foreach (var month in months) whole += Money.Parse(Text(month, "total")!);
        Assert.Equal(_harness.Run("spend", "--ledger", ledger, "--json").Json.GetProperty("total").GetProperty("cost").GetString(), whole.ToString());
        Assert.All(months, month => Assert.Equal(month.GetProperty("total").GetString(), SumOf(month.GetProperty("lines"), month.GetProperty("late"))));
        Assert.Equal(0, _harness.Run("verify", "--ledger", ledger).ExitCode);
    }

    [Fact]
    public void Statement_OfUndatedUsage_IsOneOfItsOwn()
    {
        new CallLog().Add("1", Models[0], null).Add("2", Models[0], At(3)).Bill(_harness, "a.db", "acme", "a.jsonl");
        var october = Json("a.db", "acme", "2026-10");
        Assert.Equal((1L, 1), (october.GetProperty("incomplete").GetProperty("undated").GetProperty("calls").GetInt64(), october.GetProperty("calls").GetInt32()));
        var undated = Json("a.db", "acme", "undated");
        Assert.Equal(("undated", "0.0035"), (Text(undated, "month"), Text(undated, "total")));
        Assert.Contains("1 calls without a time are on no month's statement", _harness.Run("statement", "--tenant", "acme", "--month", "2026-10", "--ledger", "a.db").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_TextsOfALog_AreEscapedAndNothingIsLoaded()
    {
        new CallLog().Add("1", "<img src=x onerror=alert(1)>", At(3)).Add("2", "a\\u202eb&c", At(3)).Bill(_harness, "a.db", "<b>\"acme\"</b>", "a.jsonl");
        var page = _harness.Run("statement", "--tenant", "<b>\"acme\"</b>", "--month", "2026-10", "--format", "html", "--ledger", "a.db");
        Assert.Equal(3, page.ExitCode);
        Assert.StartsWith("<!doctype html>", page.Out, StringComparison.Ordinal);
        Assert.Contains("<title>Statement of &lt;b&gt;&quot;acme&quot;&lt;/b&gt;, 2026-10</title>", page.Out, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", page.Out, StringComparison.Ordinal);
        Assert.Contains("a\\u{202e}b&amp;c", page.Out, StringComparison.Ordinal);
        foreach (var wrong in new[] { "<img", "<b>\"", "http://", "<script", "<link", "src=\"" }) Assert.DoesNotContain(wrong, page.Out, StringComparison.Ordinal);
        foreach (var printing in new[] { "@page", "@media print", "break-inside: avoid", "table-header-group" }) Assert.Contains(printing, page.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "not a month", "statement", "--tenant", "acme", "--month", "October")]
    [InlineData(1, "Did you mean 'acme'?", "statement", "--tenant", "acne", "--month", "2026-10")]
    [InlineData(2, "--month", "statement", "--tenant", "acme")]
    [InlineData(1, "it is not over before 2026-12-01 UTC", "close", "--month", "2026-11")]
    [InlineData(1, "has usage in 2026-09, which is still open", "close", "--month", "2026-10")]
    [InlineData(1, "Did you mean 'acme'?", "close", "--month", "2026-09", "--tenant", "acne")]
    [InlineData(2, "not a month", "close", "--month", "2026-00")]
    public void Commands_ThatCannotBeAnswered_SayWhy(int exitCode, string message, params string[] arguments)
    {
        new CallLog().Add("1", Models[0], At(-15)).Bill(_harness, "a.db", "acme", "a.jsonl");
        var result = _harness.Run([.. arguments, "--ledger", "a.db"]);
        Assert.Equal((exitCode, ""), (result.ExitCode, result.Out));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Close_Twice_IsRefusedAndTheListHasIt()
    {
        new CallLog().Add("1", Models[0], At(3)).Bill(_harness, "a.db", "acme", "a.jsonl");
        _harness.Environment["USER"] = "ops";
        _harness.Run("close", "--month", "2026-10", "--tenant", "acme", "--reason", "sent", "--ledger", "a.db", "--json").AssertJson(
            """{"schema_version":1,"closed":[{"month":"2026-10","tenant":"acme","closed_at":"2026-11-22T10:00:00Z","closed_by":"ops","reason":"sent","last_posting":1}]}""");
        Assert.Contains("was closed on 2026-11-22 10:00 UTC by ops", _harness.Run("close", "--month", "2026-10", "--tenant", "acme", "--ledger", "a.db").Error, StringComparison.Ordinal);
        Assert.Contains("2026-10            acme     2026-11-22 10:00:00   ops   sent", _harness.Run("close", "--ledger", "a.db").Out, StringComparison.Ordinal);
    }

    private static string NameOf(string ledger)
    {
        if (ledger != "postgres") return ledger;
        Assert.SkipWhen(PostgresServer.Shared is null, PostgresServer.NoServer);
        return PostgresServer.NewSchema()!;
    }

    private static DateTimeOffset At(int day) => new DateTimeOffset(2026, 10, 1, 12, 0, 0, TimeSpan.Zero).AddDays(day - 1);

    // Calls of August to October; each kind of line occurs.
    private static CallLog RandomLog(int seed)
    {
        var random = new Random(seed);
        var log = new CallLog();
        for (var number = 0; number < 60; number++)
        {
            var input = random.Next(2) == 0 ? random.Next(1, 20_000) : random.Next(100_000, 300_000);
            var time = new DateTimeOffset(2026, 8, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(92 * 24 * 60));
            log.Add($"{seed}-{number}", Models[random.Next(Models.Length)], time, input, random.Next(1, 5_000), random.Next(input), random.Next(4) == 0 ? "flex" : "default");
        }
        return log;
    }

    private JsonElement Json(string ledger, string tenant, string month, int? exitCode = 0)
    {
        var result = _harness.Run("statement", "--tenant", tenant, "--month", month, "--ledger", ledger, "--json");
        if (exitCode is not null) Assert.True(result.ExitCode == exitCode, result.Error);
        return result.Json;
    }

    private JsonElement Spend(string ledger, string tenant, string month)
    {
        var until = DateTime.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture).AddMonths(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return _harness.Run("spend", "--tenant", tenant, "--since", month + "-01", "--until", until, "--group-by", "model", "--ledger", ledger, "--json").Json;
    }

    private string All(string ledger, string month) =>
        string.Join('\n', Formats.Select(format => _harness.Run("statement", "--tenant", "acme", "--month", month, "--ledger", ledger, "--format", format).Out));

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();

    private static string SumOf(params JsonElement[] lists)
    {
        var sum = Money.Zero;
        foreach (var line in lists.SelectMany(list => list.EnumerateArray()))
            if (Text(line, "amount") is { } amount) sum += Money.Parse(amount);
        return sum.ToString();
    }

    private static void AssertQuantities(JsonElement row, JsonElement statement)
    {
        foreach (var meter in new[] { "input_tokens", "cached_input_tokens", "output_tokens" })
        {
            var lines = statement.GetProperty("lines").EnumerateArray().Where(line => Text(line, "model") == Text(row, "model") && Text(line, "meter") == meter);
            Assert.Equal(row.GetProperty(meter).GetInt64(), lines.Sum(line => line.GetProperty("quantity").GetInt64()));
        }
    }
}
