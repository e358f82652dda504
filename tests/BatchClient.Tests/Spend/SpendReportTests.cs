using Accounting.BatchClient.Spend;
using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Tests.Spend;

public sealed class SpendReportTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Of_AnyLinesByAnyFields_RowsAddUpToTheTotalInAnyOrderOfLines(int seed)
    {
        var random = new Random(seed);
        var lines = Enumerable.Range(0, 300).Select(_ => RandomLine(random)).ToList();
        for (var round = 0; round < 20; round++)
        {
            var query = new SpendQuery
            {
                Filter = new(), Window = new(null, null), Zone = TimeZoneInfo.Utc, Order = SpendOrder.Group, Ascending = true,
                GroupBy = [.. Dimension.All.OrderBy(_ => random.Next()).Take(random.Next(1, 5))],
            };
            var report = SpendReport.Of(query, lines);
            var shuffled = SpendReport.Of(query, lines.OrderBy(_ => random.Next()));

            Assert.True(Same(report, shuffled), $"Seed {seed}, round {round}: the order of the lines changes the answer.");
            var sum = report.Rows.Aggregate(Money.Zero, (total, row) => total + (row.Sum.Cost ?? Money.Zero));
            Assert.True(sum == report.Total.Cost, $"Seed {seed}, round {round}: rows add up to {sum}, the total is {report.Total.Cost}.");
            Assert.Equal(lines.Sum(line => line.Calls), report.Rows.Sum(row => row.Sum.Calls));
            Assert.Equal(lines.Where(line => line.Amount is null).Sum(line => line.Calls), report.Incomplete.Unpriced.Sum(model => model.Sum.Calls));
            Assert.Equal(report.Rows.Count, report.Rows.Select(row => string.Join('\u0001', row.Group)).Distinct(StringComparer.Ordinal).Count());
        }
    }

    [Fact]
    public void Of_ARunThatWasVoided_LeavesNoRow()
    {
        var key = new EntryKey { Tenant = "a", ResponseModel = "m", Slot = new(0) };
        LedgerLine[] lines =
        [
            new(key, 3, [new(Meter.InputTokens, 5)], Money.Parse("0.25"), null),
            new(key, -3, [new(Meter.InputTokens, -5)], Money.Parse("-0.25"), null),
        ];

        var report = SpendReport.Of(
            new() { Filter = new(), Window = new(null, null), Zone = TimeZoneInfo.Utc, GroupBy = Dimension.Parse(["tenant"]) }, lines);

        Assert.Empty(report.Rows);
        Assert.True(report.Total.IsNothing);
    }

    private static bool Same(SpendReport left, SpendReport right) =>
        left.Rows.Zip(right.Rows).All(pair => pair.First.Group.SequenceEqual(pair.Second.Group)
            && pair.First.Sum.Cost == pair.Second.Sum.Cost && pair.First.Sum.Tokens == pair.Second.Sum.Tokens)
        && left.Rows.Count == right.Rows.Count;

    private static LedgerLine RandomLine(Random random)
    {
        var key = new EntryKey
        {
            Tenant = $"t{random.Next(4)}", ResponseModel = random.Next(4) == 0 ? "" : $"m{random.Next(3)}", RequestedModel = $"m{random.Next(3)}",
            Provider = $"p{random.Next(2)}", Batch = random.Next(2) == 0, Source = (UsageSource)random.Next(3),
            Slot = random.Next(8) == 0 ? Slot.Undated : new(random.Next(1_900_000, 1_901_000)),
        };
        return new(
            key, random.Next(1, 100), [new(Meter.InputTokens, random.Next(1, 1_000_000)), new((Meter)random.Next(1, 14), random.Next(1, 1_000))],
            random.Next(5) == 0 ? null : new Money(random.NextInt64()), null);
    }
}
