using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Storage.Tests.Support;

namespace Accounting.Storage.Tests.Postgres.Queries;

public sealed class SpendRowsTests : IDisposable
{
    private readonly PostgresTestLedger _ledger = new();

    [Fact]
    public void ReadSums_OfASpendKey_AreItsLinesAtItsVersion()
    {
        Assert.Equal((0L, 0), (_ledger.Postgres.VersionOf(new("acme", "small")), _ledger.Postgres.ReadSums(new("acme", "small")).Lines.Count));
        var input = new TestInput("file:///a", new("1", Slot: 2), new("2", Slot: 1), new("3", "bolt"), new("4", Model: "large"), new("5", Slot: 1));
        var run = _ledger.Bill("a", 2, input);
        var sums = _ledger.Postgres.ReadSums(new("acme", "small"));
        Assert.Equal(_ledger.Postgres.VersionOf(new("acme", "small")), sums.Version);
        Assert.Equal(2, sums.Version);
        Assert.Equivalent(_ledger.Accounting.Lines(new() { Tenants = ["acme"], Models = ["small"] }), sums.Lines, strict: true);
        Assert.Equal([2L, 1L], sums.Lines.Select(line => line.Calls));
        _ledger.Accounting.VoidRun(run, "wrong");
        Assert.Equal((3L, 0), (_ledger.Postgres.VersionOf(new("acme", "small")), _ledger.Postgres.ReadSums(new("acme", "small")).Lines.Count));
    }

    [Fact]
    public void RunTotals_OfManyKeys_AreTheSumsOfItsLinesByTenantAndModel()
    {
        _ledger.Bill("other", 2, new TestInput("file:///other", new TestCall("9")));
        TestCall[] calls = [new("1", Slot: 2), new("2", Slot: 1), new("3", "bolt"), new("4", Model: "large"), new("5") { IsUndated = true }, new("6") { Cached = 3 }, new("7") { ReportedCost = new(5) }];
        var run = _ledger.Bill("a", 2, new TestInput("file:///a", calls));
        var totals = _ledger.Accounting.RunTotals(run).ToList();
        var lines = _ledger.Accounting.Lines(new() { Run = run }).ToList();
        Assert.Equal(Sums(lines), Sums(totals));
        // A line for each head, and one more where something has no time or no price.
        Assert.Equal(5, totals.Count);
        _ledger.Accounting.VoidRun(run, "wrong");
        Assert.Empty(_ledger.Accounting.RunTotals(run));

        static IEnumerable<string> Sums(IEnumerable<LedgerLine> lines) => lines.GroupBy(line => (SpendKey.Of(line.Key), line.Key.Slot.IsUndated)).Select(group =>
            $"{group.Key} {group.Sum(line => line.Calls)} {group.Sum(line => line.UnpricedCalls)} {Sum(group.Select(line => line.Amount))} {Sum(group.Select(line => line.ReportedCost))} "
            + string.Join(' ', group.SelectMany(line => line.Quantities).GroupBy(quantity => quantity.Meter).OrderBy(meter => meter.Key)
                .Select(meter => $"{meter.Key}={meter.Sum(quantity => quantity.Amount)}"))).Order(StringComparer.Ordinal);

        static Money? Sum(IEnumerable<Money?> amounts) => amounts.Aggregate((left, right) => left is { } a && right is { } b ? a + b : left ?? right);
    }

    [Fact]
    public void SpendKeys_InPages_AreAllInOrder()
    {
        string[] tenants = ["", "a", "a\0", "ab", "\u00e9", "\U0001F600", "\uffee"];
        _ledger.Bill("a", 3, new TestInput("file:///a", [.. tenants.SelectMany(tenant => new TestCall[] { new("1", tenant), new("2", tenant, "large") })]));
        var all = new List<SpendKey>();
        while (_ledger.Postgres.SpendKeys([], [], all.Count == 0 ? null : all[^1], 3) is { Count: > 0 } page) all.AddRange(page);
        // The order of UTF-8 bytes: the pair of surrogates stands last.
        Assert.Equal(["", "a", "a\0", "ab", "\u00e9", "\uffee", "\U0001F600"], all.Select(key => key.Tenant).Distinct());
        Assert.Equal(14, all.Count);
        Assert.Equal([new("a\0", "large")], _ledger.Postgres.SpendKeys(["a\0"], ["large"], null, 10));
        Assert.Empty(_ledger.Postgres.SpendKeys(["nobody"], [], null, 10));
    }

    [Fact]
    public void Money_OfAnySize_IsExact()
    {
        Money[] costs = [new(Int128.MaxValue), new(Int128.MinValue), new(1), new(-1), new(0), new(Int128.MaxValue / 3), Money.Parse("79228162514264.337593543950336")];
        for (var place = 0; place < costs.Length; place++)
            _ledger.Bill($"{place}", 1, new TestInput($"file:///{place}", new TestCall("1", $"{place}") { ReportedCost = costs[place] }));
        Assert.Equal(costs.Cast<Money?>(), _ledger.Accounting.Lines(new()).Select(line => line.ReportedCost));
        Assert.Equal("numeric", _ledger.Execute("SELECT pg_typeof(reported_cost)::text FROM entries LIMIT 1"));
    }

    [Fact]
    public void Money_ASumThatDoesNotFit_IsRefusedInAPostingAndSaidByVerify()
    {
        var input = new TestInput("file:///a", new("1") { ReportedCost = new(Int128.MaxValue) }, new("2") { ReportedCost = new(1) });
        var run = _ledger.Start("a", input).Run;
        var refusal = Assert.Throws<LedgerException>(() => _ledger.Accounting.PostChunk(run, Chunks.One(0, input, 0, 2), TestPrices.Standard));
        Assert.Contains("does not fit", refusal.Message, StringComparison.Ordinal);
        _ledger.PostFrom(run, _ledger.Run(run).Inputs[0], input, 1);
        Assert.Contains(_ledger.Accounting.Verify(), problem => problem.Contains("does not fit", StringComparison.Ordinal));
    }

    public void Dispose() => _ledger.Dispose();
}
