using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Repricing;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Versions;
using Accounting.Core.Usage;
using Accounting.Storage.Tests.Support;

namespace Accounting.Storage.Tests.Repricing;

/// <summary>
/// Mistakes that LiteLLM's map had for days (its history: commits 12cbac74 and 328505dc, bcfa641b and 15ac5f3c, c5151aa5 and 2f3155c2),
/// each billed, corrected and priced again.
/// </summary>
public abstract class RealCorrectionsTests(LedgerKind kind) : LedgerTests(kind)
{
    /// <summary>
    /// Model, provider, from and to of the mistake; input and output price, wrong and right, in USD per token; how many times too high
    /// the input was.
    /// </summary>
    public static TheoryData<string, string, string, string, string[], string[], int> Mistakes => new()
    {
        {
            "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "bedrock_converse", "2025-10-06T20:21:18-07:00", "2025-10-11T16:53:55-07:00",
            ["0.000033", "0.0000033", "0.0000165"], ["0.0000033", "0.00000033", "0.0000165"], 10
        },
        {
            "gemini-2.0-flash-001", "vertex_ai", "2025-02-05T20:49:26-08:00", "2025-02-06T16:17:29-08:00",
            ["0.00015", "0.00015", "0.0006"], ["0.00000015", "0.00000015", "0.0000006"], 1_000
        },
        {
            "gpt-3.5-turbo", "openai", "2023-09-20T13:39:22-07:00", "2025-09-25T23:47:43-07:00",
            ["0.0000015", "0.0000015", "0.000002"], ["0.0000005", "0.0000005", "0.0000015"], 3
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Invariant09_MistakeOfAMap_BilledCorrectedAndRepriced_IsTheLedgerOfTheRightMap(
        string model, string provider, string since, string until, string[] wrong, string[] right, int factor)
    {
        var (from, to) = (DateTimeOffset.Parse(since, null), DateTimeOffset.Parse(until, null));
        var calls = Calls(model, provider, from, to);
        using var ledger = NewLedger();
        var offer = new PriceOffer { Provider = provider, Model = model, Prices = Prices(wrong), ValidFrom = from, KnownSince = from, Force = true, Reason = "as the map had it" };
        var believed = Register(ledger, offer);
        ledger.Bill("days", believed, 2, int.MaxValue, calls);
        var charged = ledger.Accounting.Entries(new()).ToList();

        var correction = offer with { Prices = Prices(right), ValidTo = to, KnownSince = to, Kind = PriceKind.Correction, Reason = $"{factor} times too high" };
        var known = Register(ledger, correction);
        var (scope, token) = (new RepriceScope { Models = [model], Since = from, Until = to }, TestContext.Current.CancellationToken);
        var receipt = ledger.Accounting.Reprice(new(scope, new(), correction.Reason, ledger.Accounting.PlanReprice(scope, new(), token).Id), token);

        using var wanted = NewLedger();
        wanted.Bill("days", known, 3, int.MaxValue, calls);
        Assert.Equal(wanted.Accounting.Digest(), ledger.Accounting.Digest());
        Assert.Equal(wanted.Accounting.Lines(new()).Select(line => (line.Key, line.Amount)), ledger.Accounting.Lines(new()).Select(line => (line.Key, line.Amount)));
        Assert.True(receipt.Entries > 0);
        AssertTrail(ledger, charged, (believed.Version, known.Version, correction.Reason));
        // Input alone, inside: the factor is that of the mistake.
        Assert.Equal(Money.Parse(right[0]) * factor, Money.Parse(wrong[0]));
        var row = Assert.Single(receipt.Plan.Rows);
        Assert.True(row.New < row.Old, $"{row.Old} became {row.New}");
        Assert.Equal(0, ledger.Accounting.Reprice(new(new(), new(), "again", null), token).Entries);
        Assert.Empty(ledger.Accounting.Verify());
    }

    // Before, within and after the mistake; the last is priced with what is believed then.
    private static TestInput Calls(string model, string provider, DateTimeOffset from, DateTimeOffset to)
    {
        DateTimeOffset[] times = [from.AddDays(-2), from.AddHours(1), from.AddHours(2), from + ((to - from) / 2), to.AddHours(-1), to.AddDays(1)];
        return new("file:///days", [.. times.Select((time, index) => new TestCall($"{index}", Model: model, Input: 1_000 + index, Output: 100, Slot: Slot.At(time).Index - 1_960_000)
        {
            Provider = provider, Cached = index % 2 == 0 ? 64 : 0,
        })]);
    }

    private static void AssertTrail(TestLedger ledger, List<LedgerEntry> charged, (string Old, string New, string Reason) expected)
    {
        var trail = ledger.Accounting.Entries(new()).ToList();
        Assert.Equal(charged.Select(entry => (entry.Id, entry.Calls, entry.Amount)), trail.Take(charged.Count).Select(entry => (entry.Id, entry.Calls, entry.Amount)));
        Assert.All(trail.Skip(charged.Count), entry => Assert.Equal(
            (EntryKind.Adjustment, expected.Old, expected.New, expected.Reason), (entry.Posting.Kind, entry.Posting.OldPriceVersion, entry.Posting.PriceVersion, entry.Posting.Reason)));
        Assert.All(trail.Skip(charged.Count), entry => Assert.True(entry.Amount < Money.Zero));
    }

    private static PriceFields Prices(string[] prices) => new(
    [
        new("input_cost_per_token", Number(prices[0])), new("cache_read_input_token_cost", Number(prices[1])), new("output_cost_per_token", Number(prices[2])),
    ]);

    private static ExactDecimal Number(string text) => ExactDecimal.TryParse(text, out var number) ? number : throw new FormatException(text);

    private static CostMap Register(TestLedger ledger, PriceOffer offer) => new CostMapVersions(ledger.Accounting).Update(offer.KnownSince, map =>
    {
        var result = PriceRegistration.Register(map, offer);
        Assert.True(result.Model is not null, string.Join(" ", result.Problems.Select(problem => problem.Message)));
        return ((IReadOnlyList<ModelPrices>)[result.Model], true);
    }).Map;
}

public sealed class SqliteRealCorrectionsTests() : RealCorrectionsTests(LedgerKind.Sqlite);

public sealed class PostgresRealCorrectionsTests() : RealCorrectionsTests(LedgerKind.Postgres);
