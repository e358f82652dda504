using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Closing;
using Accounting.Core.Statements;
using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Statements;

public class StatementBuilderTests
{
    private static readonly Month s_october = new(2026, 10);

    [Fact]
    public void Build_AnyHistory_SumsToItsEntriesAndExplainsEachLine()
    {
        for (var seed = 0; seed < 80; seed++)
        {
            var history = TestHistory.Random(seed);
            var dated = history.Entries.Where(entry => !entry.Key.Slot.IsUndated).ToList();
            var statement = Build(history, dated, []);
            Assert.True((statement.Total ?? Money.Zero) == TestHistory.Sum(dated), $"seed {seed}");
            Assert.True(statement.Usage.All(line => line.Kind != StatementLineKind.Unexplained && line.Amount == (line.UnitPrice is { } price ? price * line.Quantity : line.Amount)), $"seed {seed}");
            Assert.True(statement.Calls == dated.Sum(entry => entry.Calls), $"seed {seed}");
            Assert.True(statement.Unpriced.Sum(model => model.Calls) == dated.Sum(entry => entry.UnpricedCalls), $"seed {seed}");
            // The same entries, some of them late: the same sum.
            var cut = new Random(seed).Next(dated.Count + 1);
            var late = Build(history, dated.Take(cut), dated.Skip(cut));
            Assert.True((late.Total ?? Money.Zero) == TestHistory.Sum(dated), $"seed {seed}, cut at {cut}");
        }
    }

    [Fact]
    public void Build_AMonthPricedAgain_HasThePriceInForceInOneLine()
    {
        var history = new TestHistory().With("1", "0.000001", "1").With("3", "0.000002", "1")
            .Charge("r1", "1", TestHistory.Key("small", 0), 100).Charge("r2", "3", TestHistory.Key("small", 0), 50).Reprice("3", "twice as dear");
        var statement = Build(history, history.Entries, []);
        Assert.Equal(["Usage small input_tokens 150 x 0.000002 = 0.0003 [3]"], statement.Usage.Select(Text));
    }

    [Fact]
    public void Build_WhatIsPricedAgainAndBilledWithTheOldPriceAfterwards_StaysApart()
    {
        var key = TestHistory.Key("small", 0);
        var history = new TestHistory().With("1", "0.000001", "1").With("3", "0.000002", "1").Charge("r1", "1", key, 100).Reprice("3", "twice as dear").Charge("r2", "1", key, 50);
        Assert.Equal(
            ["Usage small input_tokens 150 x 0.000001 = 0.00015 [1]", "Adjustment small 0.0001 1->[3] twice as dear"],
            Build(history, history.Entries, []).Usage.Select(Text));
    }

    [Fact]
    public void Build_UnpricedUsage_IsListedUntilARepriceFillsItIn()
    {
        var history = new TestHistory().With("1", "1", "1").With("3", "1", "1", ",'cache_read_input_token_cost':1").Charge("r1", "1", TestHistory.Key("none", 0), 100, 10, calls: 3);
        var statement = Build(history, history.Entries, []);
        Assert.Equal(["Usage none input_tokens 100 x  =  [1]", "Usage none output_tokens 10 x  =  [1]"], statement.Usage.Select(Text));
        Assert.Equal((null, new UnpricedUsage("none", 3, 110)), (statement.Total, Assert.Single(statement.Unpriced)));

        var filled = new TestHistory().With("1", "1", "1").With("3", "1", "1").Charge("r1", "1", TestHistory.Key("large", 0), 0, 10);
        Assert.Single(Build(filled, filled.Entries, []).Unpriced);
        filled.With("4", "1", "1,'output_cost_per_token':2").Reprice("4", "now known");
        var priced = Build(filled, filled.Entries, []);
        Assert.Equal((Money.Parse("20"), 0), (priced.Total, priced.Unpriced.Count));
        Assert.Equal(["Usage large output_tokens 10 x 2 = 20 [4]"], priced.Usage.Select(Text));
    }

    [Fact]
    public void Build_AVoidedRun_LeavesNoLine()
    {
        var history = new TestHistory().With("1", "1", "1").With("3", "2", "1").Charge("r1", "1", TestHistory.Key("small", 0), 100).Reprice("3", "x").Void("r1", "1", "wrong tenant");
        var statement = Build(history, history.Entries, []);
        Assert.Empty(statement.Usage);
        Assert.Equal((Money.Zero, 0L), (statement.Total, statement.Calls));
    }

    [Fact]
    public void Build_Late_IsCreditAndDebitByMonthAndReason()
    {
        var history = new TestHistory().With("1", "1", "1").With("3", "2", "1").Charge("r1", "1", TestHistory.Key("small", -20), 10).Charge("r2", "1", TestHistory.Key("small", -50), 1);
        var before = history.Entries.Count;
        history.Reprice("3", "twice as dear").Void("r2", "1", "wrong tenant").Charge("r3", "3", TestHistory.Key("small", -20), 5);
        var statement = Build(history, [], history.Entries.Skip(before));
        Assert.Equal(
            [
                "2026-08 Adjustment small 1 1->[3] twice as dear", "2026-08 Reversal small input_tokens -1 x 1 = -1 [1] wrong tenant", "2026-08 Reversal small -1 ->[1] wrong tenant",
                "2026-09 Usage small input_tokens 5 x 2 = 10 [3]", "2026-09 Adjustment small 10 1->[3] twice as dear",
            ],
            statement.Late.Select(line => $"{line.Month} {Text(line)}").Order(StringComparer.Ordinal).ToList() is var lines ? [.. lines.OrderBy(line => line[..7], StringComparer.Ordinal).ThenBy(line => Order(line))] : []);
        Assert.Equal((Money.Zero, Money.Parse("19")), (statement.UsageTotal, statement.Total));
    }

    [Fact]
    public void Build_PricesThatAreGone_AreSaidAsPosted()
    {
        var history = new TestHistory().With("1", "1", "1").Charge("r1", "1", TestHistory.Key("small", 0), 10);
        var builder = new StatementBuilder("acme", s_october, null);
        foreach (var entry in history.Entries) builder.Add(entry);
        var line = Assert.Single(builder.Build(_ => null).Usage);
        Assert.Equal((StatementLineKind.Unexplained, Money.Parse("10")), (line.Kind, line.Amount));
    }

    private static int Order(string line) => line.Contains("Usage", StringComparison.Ordinal) ? 0 : line.Contains("Adjustment", StringComparison.Ordinal) ? 1 : line.Contains("tokens", StringComparison.Ordinal) ? 2 : 3;

    private static Statement Build(TestHistory history, IEnumerable<LedgerEntry> onTime, IEnumerable<LedgerEntry> late)
    {
        var builder = new StatementBuilder("acme", s_october, new MonthClosing(s_october, null, default, "ops", "", 9));
        foreach (var entry in onTime) builder.Add(entry);
        foreach (var entry in late) builder.AddLate(entry);
        return builder.Build(history.Map);
    }

    private static string Text(StatementLine line) => line.Meter is { } meter
        ? $"{line.Kind} {line.Model} {meter.Name} {line.Quantity} x {line.UnitPrice} = {line.Amount} [{string.Join(' ', line.PriceVersions)}]{(line.Reason.Length > 0 ? " " : "")}{line.Reason}"
        : $"{line.Kind} {line.Model} {line.Amount} {line.OldPriceVersion}->[{string.Join(' ', line.PriceVersions)}] {line.Reason}";
}
