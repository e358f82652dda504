using System.Globalization;
using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Reconciling;
using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Reconciling;

/// <summary>Sides are written <c>day model calls input output cost</c>, more words as named.</summary>
public class ReconcilerTests
{
    [Theory]
    [InlineData("1 m 2 100 10 0.5", "1 m 2 100 10 0.5", "")]
    [InlineData("1 m 2 100 10 0.5", "1 m 2 100 10 0.50", "")]
    [InlineData("1 m 2 100 10 0.504", "1 m 2 100 10 0.50", "rounding")]
    [InlineData("1 m 2 100 10 0.506", "1 m 2 100 10 0.50", "price")]
    [InlineData("1 m 2 100 10 0.06", "1 m 2 100 10 0.060000000000000005", "rounding")]
    [InlineData("2 m 1 1 1 1", "1 m 2 100 10 0.5; 2 m 1 1 1 1", "missing_day")]
    [InlineData("1 o 1 1 1 1", "1 m 2 100 10 0.5; 1 o 1 1 1 1", "not_in_logs")]
    [InlineData("1 o 1 1 1 1; 0 m 2 100 10 0.5", "1 m 2 100 10 0.5; 1 o 1 1 1 1", "undated")]
    [InlineData("1 m 1 50 10 0.25; 0 m 1 50 10 0.25", "1 m 2 100 10 0.5", "undated")]
    [InlineData("1 m 2 100 10 0.5; 1 o 1 1 1 1", "1 o 1 1 1 1", "not_on_invoice")]
    [InlineData("1 m 2 100 10 0.2 unpriced:1", "1 m 2 100 10 0.5", "unpriced")]
    [InlineData("1 m 2 100 10 0.5; 2 m 3 100 10 0.5", "1 m 3 150 10 0.75; 2 m 2 50 10 0.25", "other_day,other_day")]
    [InlineData("1 m 2 100 10 1 batch", "1 m 2 100 10 0.5", "batch,tier")]
    [InlineData("1 m 2 100 10 1", "1 m 2 100 10 0.5", "tier")]
    [InlineData("1 m 2 100 10 0.25", "1 m 2 100 10 0.5", "tier")]
    [InlineData("1 m 2 100 10 0.3", "1 m 2 100 10 0.5", "price")]
    [InlineData("1 m 2 100 10 0.3 cached:20", "1 m 2 120 10 0.5", "cache")]
    [InlineData("1 m 2 100 10 0.3", "1 m 3 120 10 0.5", "calls")]
    [InlineData("1 m 3 120 10 0.5", "1 m 2 100 10 0.3", "calls")]
    [InlineData("1 m 2 100 10 0.3", "1 m 2 120 10 0.5", "usage")]
    [InlineData("1 m-2025-01-02 2 100 10 0.5", "1 m 2 100 10 0.5", "")]
    public void Reasons_OfADifference_NameTheLikeliest(string ours, string theirs, string expected)
    {
        var result = Reconcile(ours, theirs);
        Assert.Equal(expected, string.Join(',', result.Rows.SelectMany(row => row.Reasons.Select(reason => reason.Code))));
        Assert.Equal(expected is "" or "rounding", result.Differing == 0);
    }

    [Theory]
    [InlineData("1 m 2 100 10 0.5", "1 m - - - 0.5", "")]
    [InlineData("1 m 2 100 10 0.5", "1 m - - - 0.2000000", "unknown")]
    [InlineData("1 m 2 100 10 0.5", "1 m - - - 0.25", "tier")]
    [InlineData("1 m 2 100 10 0.5; 2 m 2 100 10 0.5", "1 m - - - 0.8000000; 2 m - - - 0.2000000", "other_day,other_day")]
    [InlineData("1 m 2 100 10 0.5", "1 m 2 100 10 -", "")]
    [InlineData("1 m 2 100 10 0.5", "1 m 3 100 10 -", "calls")]
    public void Reasons_OfAnExportOfCostsOrUsageAlone_CompareWhatItHas(string ours, string theirs, string expected) =>
        Assert.Equal(expected, string.Join(',', Reconcile(ours, theirs).Rows.SelectMany(row => row.Reasons.Select(reason => reason.Code))));

    [Fact]
    public void Finish_AnyTwoSides_KeepsTheSumsOfBoth()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var (ours, theirs) = (Side(random), Side(random));
            var result = Reconcile(ours, theirs);
            Assert.True(result.Ours.Cost == Cost(ours) && result.Theirs.Cost == Cost(theirs), $"seed {seed}");
            Assert.True(result.Rows.Aggregate(Money.Zero, (sum, row) => sum + row.Difference) == result.Ours.Cost - result.Theirs.Cost, $"seed {seed}");
            Assert.True(result.Rows.All(row => row.Reasons.Count > 0 || row.Difference == Money.Zero), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData("gpt-4o-2024-08-06, input", "gpt-4o-2024-08-06")]
    [InlineData("Claude Haiku 4.5", "claude-haiku-4-5")]
    [InlineData("gpt-4.1 | batch", "gpt-4.1")]
    [InlineData("Web Search Usage", null)]
    public void ItemNames_OfAnInvoice_LeadToTheCostMapsModel(string item, string? expected)
    {
        var names = new ItemNames(name => name is "gpt-4o-2024-08-06" or "claude-haiku-4-5" or "gpt-4.1" ? name : null);
        Assert.Equal((expected ?? item, expected is not null), names.Of(item));
    }

    [Fact]
    public void Pairs_NamesThatDifferByADate_AreOneWhereNothingElseIsMeant()
    {
        var pairs = ItemNames.Pairs(["a", "b-2024-01-01", "c", "d-20240101", "d-20240202", "e"], ["a-2024-05-05", "b", "c", "c-2024-01-01", "d", "e-latest"]);
        Assert.Equal(["a-2024-05-05=a", "b=b-2024-01-01", "e-latest=e"], pairs.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
    }

    private static Reconciliation Reconcile(string ours, string theirs)
    {
        var reconciler = new Reconciler(new(name => name));
        foreach (var words in Parse(theirs)) reconciler.Add(Row(words));
        foreach (var words in Parse(ours)) reconciler.Add(Line(words));
        return reconciler.Finish();
    }

    private static IEnumerable<string[]> Parse(string side) => side.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split(' '));

    private static LedgerLine Line(string[] words)
    {
        var day = Number(words[0]);
        var key = new EntryKey
        {
            Tenant = "t", Provider = "openai", ResponseModel = words[1], Batch = words.Contains("batch"),
            Slot = day == 0 ? Slot.Undated : Slot.At(new(2026, 10, (int)day, 12, 0, 0, TimeSpan.Zero)),
        };
        var cached = words.FirstOrDefault(word => word.StartsWith("cached:", StringComparison.Ordinal)) is { } word ? Number(word["cached:".Length..]) : 0;
        return new(key, Number(words[2]), [new(Meter.InputTokens, Number(words[3])), new(Meter.CachedInputTokens, cached), new(Meter.OutputTokens, Number(words[4]))], Money.Parse(words[5]), null)
        {
            UnpricedCalls = words.Contains("unpriced:1") ? 1 : 0,
        };
    }

    private static InvoiceRow Row(string[] words)
    {
        var decimals = words[5].Split('.') is [_, var fraction] && fraction.Length <= 6 ? fraction.Length : -1;
        return new()
        {
            Day = new(2026, 10, (int)Number(words[0])),
            Name = words[1],
            Calls = words[2] == "-" ? null : Number(words[2]),
            Tokens = words[3] == "-" ? null : new Dictionary<UsageGroup, long> { [UsageGroup.Input] = Number(words[3]), [UsageGroup.Output] = Number(words[4]) },
            Cost = words[5] == "-" ? null : Money.Parse(words[5]),
            Rounding = decimals >= 0 ? Money.Parse($"5e-{decimals + 1}") : Money.Zero,
        };
    }

    private static string Side(Random random) => string.Join("; ", Enumerable.Range(0, random.Next(1, 8)).Select(_ =>
        $"{random.Next(1, 4)} m{random.Next(3)} {random.Next(1, 5)} {random.Next(100)} {random.Next(100)} 0.{random.Next(1, 999)}1234567"));

    private static Money Cost(string side) => Parse(side).Aggregate(Money.Zero, (sum, words) => sum + Money.Parse(words[5]));

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
