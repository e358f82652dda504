using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing.Versions;
using Accounting.Core.Tests.Statements;
using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Ledger;

public class AmountCheckTests
{
    [Fact]
    public void Problems_OfAnySoundHistory_AreNone()
    {
        for (var seed = 0; seed < 80; seed++)
        {
            var history = TestHistory.Random(seed);
            Assert.True(Problems(history) is [], $"seed {seed}: {string.Join('\n', Problems(history))}");
        }
    }

    [Fact]
    public void Problems_OneAmountChangedByTheLeastUnit_NamesThatEntry()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var history = TestHistory.Random(seed);
            var index = random.Next(history.Entries.Count);
            var changed = history.Entries[index];
            // A void of an adjustment has no quantities: that it takes back what was posted is another check.
            if (changed is { Calls: 0, Posting.Kind: EntryKind.Void }) continue;
            history.Change(index, entry => entry with { Amount = (entry.Amount ?? Money.Zero) + new Money(1) });
            Assert.True(Problems(history).Any(problem => problem.StartsWith($"Entry {changed.Id} ", StringComparison.Ordinal)), $"seed {seed}");
        }
    }

    [Fact]
    public void Problems_OfEachKind_SayWhatWasExpected()
    {
        var key = TestHistory.Key("small", 0);
        var history = new TestHistory().With("1", "0.000001", "1").With("3", "0.000002", "1").Charge("r1", "1", key, 100, 10).Reprice("3", "twice as dear");
        Assert.Empty(Problems(history));

        Assert.Equal(
            ["Entry 1 (run r1, tenant acme, model small, 2026-10-01T00:00Z, prices 1) has 0.00011 USD, but 200 input_tokens, 10 output_tokens come to 0.00021 USD. "
                + "A price, a quantity or the amount is not what it was when it was posted.",
                "Entry 2 (run r1, tenant acme, model small, 2026-10-01T00:00Z, prices 3) takes 0.00011 USD at version 1 to 0.00022 USD, but version 3 makes of it 0.00042 USD."],
            Problems(history.Change(0, entry => entry with { Quantities = [new(Meter.InputTokens, 200), new(Meter.OutputTokens, 10)] })));
        Assert.Contains("adjusts from version 9, but its run has nothing at that version",
            Assert.Single(Problems(new TestHistory().With("1", "1", "1").With("3", "2", "1").Charge("r1", "1", key, 1).Reprice("3", "x")
                .Change(1, entry => entry with { Posting = entry.Posting with { OldPriceVersion = "9" } }))), StringComparison.Ordinal);
        Assert.Contains("leaves 1 calls without a price, but version 3 leaves 0",
            Assert.Single(Problems(new TestHistory().With("1", "1", "1").With("3", "2", "1").Charge("r1", "1", key, 1).Reprice("3", "x").Change(1, entry => entry with { UnpricedCalls = 1 }))),
            StringComparison.Ordinal);
        Assert.Contains("has no amount, but 1 input_tokens come to 1 USD",
            Assert.Single(Problems(new TestHistory().With("1", "1", "1").Charge("r1", "1", key, 1).Change(0, entry => entry with { Amount = null }))), StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_AVersionThatIsNotKept_IsSaidOnceAndTheRestIsChecked()
    {
        var key = TestHistory.Key("small", 0);
        var history = new TestHistory().With("1", "1", "1").With("3", "2", "1").Charge("r1", "1", key, 1).Charge("r2", "3", key, 1).Charge("r3", "1", key, 2)
            .Change(2, entry => entry with { Amount = Money.Zero });
        var problems = Problems(history, without: "3");
        Assert.Equal(2, problems.Count);
        Assert.StartsWith("Entry 3 ", problems[0], StringComparison.Ordinal);
        Assert.Contains("holds no cost map 3", problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public void HeldCostMaps_ManyVersions_AreReadAnewOnlyWhenTheyWereLeftLong()
    {
        var read = new List<string>();
        var maps = new HeldCostMaps(version =>
        {
            read.Add(version);
            return null;
        });
        foreach (var version in "1 2 1 3 4 1 5 1 2".Split(' ')) Assert.Null(maps[version]);
        Assert.Equal("1 2 3 4 5 2", string.Join(' ', read));
    }

    private static List<string> Problems(TestHistory history, string? without = null) =>
        [.. AmountCheck.Problems(history.ByKey, new HeldCostMaps(version => version == without ? null : history.Map(version)))];
}
