using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Ledger.Parts;

public class HeldSumsTests
{
    [Fact]
    public void TryAdd_NextVersion_SumsCallsQuantitiesAmountsAndReportedCosts()
    {
        var held = new HeldSums(new(3, [Line(0, calls: 2, input: 20, amount: 5)]));
        Assert.True(held.TryAdd(new() { Version = 4, Added = [Line(0, calls: 1, input: 7, amount: 2, reported: 9), Line(1, calls: 1, input: 1, amount: 1)] }));
        var lines = held.Lines(new());
        Assert.Equal(
            [(3L, 27L, 7, 9), (1L, 1L, 1, null)],
            lines.Select(line => (line.Calls, line.Quantities[0].Amount, (int)line.Amount!.Value.Units, (int?)line.ReportedCost?.Units)));
        Assert.Equal(4, held.Version);
    }

    [Theory]
    [InlineData(3, 0, true)]
    [InlineData(3, 1, false)]
    [InlineData(5, 1, false)]
    [InlineData(2, 1, false)]
    public void TryAdd_OtherVersion_IsOfUseOnlyWhereNothingWasAdded(long version, int added, bool expected)
    {
        var held = new HeldSums(new(3, []));
        Assert.Equal(expected, held.TryAdd(new() { Version = version, Added = [.. Enumerable.Range(0, added).Select(slot => Line(slot, 1, 1, 1))] }));
        Assert.Equal(3, held.Version);
    }

    [Fact]
    public void Lines_UnpricedCallsOfAPricedKey_AreSaidAndWhatSumsToNothingIsLeftOut()
    {
        var held = new HeldSums(new(1, [Line(0, calls: 1, input: 1, amount: 1), Line(1, calls: 1, input: 1, amount: null)]));
        Assert.True(held.TryAdd(new() { Version = 2, Added = [Line(0, calls: 1, input: 1, amount: null), Line(1, calls: -1, input: -1, amount: null, unpriced: -1)] }));
        var line = Assert.Single(held.Lines(new()));
        Assert.Equal((2L, 1L, 1), (line.Calls, line.UnpricedCalls, (int)line.Amount!.Value.Units));
    }

    [Fact]
    public void Lines_Window_HasItsSlotsInCanonicalOrder()
    {
        var held = new HeldSums(new(1, [Line(2, 1, 1, 1), Line(0, 1, 1, 1), Line(1, 1, 1, 1)]));
        Assert.Equal([0, 1], held.Lines(new() { Until = new Slot(2).Start }).Select(line => line.Key.Slot.Index));
    }

    private static LedgerLine Line(int slot, long calls, long input, int? amount, int? reported = null, long? unpriced = null)
    {
        var line = new LedgerLine(new() { Tenant = "t", ResponseModel = "m", Slot = new(slot) }, calls, [new(Meter.InputTokens, input)],
            amount is { } units ? new Money(units) : null, reported is { } cost ? new Money(cost) : null);
        return unpriced is { } calls1 ? line with { UnpricedCalls = calls1 } : line;
    }
}
