using System.Globalization;
using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.Storage.Summaries;
using Accounting.Storage.Tests.Repricing;
using Accounting.Storage.Tests.Support;

namespace Accounting.Storage.Tests.Summaries;

public sealed class SpendSumTests
{
    [Theory]
    [InlineData("2026-10-01T00:00:00Z", "2026-10-01T00:00:00Z", "2026-10-01T00:00:00Z")]
    [InlineData("2026-10-31T23:45:00Z", "2026-10-31T00:00:00Z", "2026-10-01T00:00:00Z")]
    [InlineData("1969-12-31T23:45:00Z", "1969-12-31T00:00:00Z", "1969-12-01T00:00:00Z")]
    [InlineData("1969-12-31T00:00:00Z", "1969-12-31T00:00:00Z", "1969-12-01T00:00:00Z")]
    public void Period_OfASlot_BeginsItsDayAndItsMonth(string time, string day, string month)
    {
        var slot = Slot.At(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture));
        Assert.Equal(day, Text(Period.DayOf(slot)));
        Assert.Equal(month, Text(Period.MonthOf(slot)));
        Assert.Equal(Slot.Undated, Period.DayOf(Slot.Undated));
        Assert.Equal(Slot.Undated, Period.MonthOf(Slot.Undated));
    }

    [Fact]
    public void Lines_ByDayOrMonth_AreTheSumsOfTheLinesBySlot()
    {
        for (var seed = 0; seed < 10; seed++) Check(seed);
    }

    [Fact]
    public void Verify_ASumThatIsWrong_IsFound()
    {
        using var ledger = new SqliteTestLedger();
        ledger.Bill("a", 3, Input(new(1), 0));
        Assert.Empty(ledger.Accounting.Verify());
        ledger.Corrupt("UPDATE spend_sums SET calls = calls + 1 WHERE span = 1 AND id = (SELECT max(id) FROM spend_sums WHERE span = 1)");
        Assert.Contains("The sums of months hold", Assert.Single(ledger.Accounting.Verify()), StringComparison.Ordinal);
    }

    private static void Check(int seed)
    {
        var random = new Random(seed);
        using var ledger = new SqliteTestLedger();
        for (var number = 0; number < 4; number++)
        {
            var run = ledger.Bill($"{number}", new RandomPrices($"v{number}", seed), random.Next(1, 9), random.Next(3) == 0 ? 2 : int.MaxValue, Input(random, number));
            if (random.Next(3) == 0) ledger.Accounting.VoidRun(run, "a test");
            if (random.Next(3) == 0) ledger.Reprice(new RandomPrices($"w{number}", seed + 1));
        }
        // As a process leaves it that was killed before the sums were made.
        if (random.Next(3) == 0) ledger.Corrupt("DELETE FROM spend_sums", "DELETE FROM spend_sums_until");
        foreach (var filter in Filters(random))
        {
            foreach (var resolution in new[] { SpendResolution.Day, SpendResolution.Month })
            {
                var expected = Totals(ledger.Accounting.Lines(filter), resolution);
                var actual = Totals(ledger.Accounting.Lines(filter with { Resolution = resolution }), resolution);
                Assert.True(expected.SequenceEqual(actual), $"seed {seed}, {resolution}, {filter}\n{string.Join('\n', expected)}\nbut\n{string.Join('\n', actual)}");
            }
        }
        Assert.Empty(ledger.Accounting.Verify());
    }

    private static IEnumerable<SpendFilter> Filters(Random random)
    {
        DateTimeOffset Day() => new DateTimeOffset(2025, 11, 20, 0, 0, 0, TimeSpan.Zero).AddDays(random.Next(90));
        yield return new();
        yield return new() { WithUndated = true, Since = Day() };
        yield return new() { Until = Day(), Tenants = ["t1"] };
        for (var n = 0; n < 5; n++)
        {
            var (first, last) = (Day(), Day());
            if (first > last) (first, last) = (last, first);
            yield return new() { Since = first, Until = last.AddDays(1), Models = n == 0 ? ["m0", "m2"] : [], WithUndated = n == 1 };
            yield return new() { Since = first.AddHours(5), Until = last.AddDays(1) };
        }
        yield return new() { Since = new(2025, 12, 1, 0, 0, 0, TimeSpan.Zero), Until = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) };
    }

    // What an answer is made of: the same sums for each day or month and name.
    private static List<string> Totals(IEnumerable<LedgerLine> lines, SpendResolution resolution) =>
    [
        .. lines.GroupBy(line => (line.Key.Tenant, line.Key.ResponseModel, Slot: resolution == SpendResolution.Day ? Period.DayOf(line.Key.Slot) : Period.MonthOf(line.Key.Slot)))
            .Select(group => string.Create(CultureInfo.InvariantCulture,
                $"{group.Key.Tenant} {group.Key.ResponseModel} {group.Key.Slot.Index}: {group.Sum(line => line.Calls)} calls, {group.Sum(line => line.UnpricedCalls)} unpriced, {Sum(group)} USD, {group.Sum(line => line.Quantities.Sum(quantity => quantity.Amount))}"))
            .Order(StringComparer.Ordinal),
    ];

    private static Money Sum(IEnumerable<LedgerLine> lines) => lines.Aggregate(Money.Zero, (sum, line) => sum + (line.Amount ?? Money.Zero));

    // Some three months, around the slots of other tests.
    private static TestInput Input(Random random, int number) => new(
        $"file:///{number}",
        [
            .. Enumerable.Range(0, random.Next(1, 40)).Select(call => new TestCall(
                $"{number}-{call}", Tenant: $"t{random.Next(2)}", Model: $"m{random.Next(3)}", Input: random.Next(40_000), Slot: random.Next(-4_000, 4_000))
            {
                Cached = random.Next(2), IsUndated = random.Next(9) == 0,
            }),
        ]);

    private static string Text(Slot slot) => slot.Start.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
