using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Versions;

namespace Accounting.Core.Tests.Pricing.Versions;

public class CostMapDiffTests
{
    private static readonly CostMap s_old = CostMap.Create(
    [
        TestPrices.Model("acme", "same", "{'input_cost_per_token':'1e-6'}"),
        TestPrices.Model("acme", "dearer", "{'input_cost_per_token':'1e-6','output_cost_per_token':'2e-6'}"),
        TestPrices.Model("acme", "gone", "{'input_cost_per_token':'1e-6'}"),
    ]);

    [Fact]
    public void Of_Changes_AreAddedChangedAndRemovedOverTheirTime()
    {
        var book = new PriceBook(s_old);
        book.Register(Offer("dearer", "{'input_cost_per_token':'3e-6'}"));
        book.Register(Offer("gone", "{}") with { Replaces = true });
        book.Register(Offer("new", "{'input_cost_per_token':'5e-6'}") with { ValidFrom = null });
        // The same price in other words is no difference.
        book.Register(Offer("same", "{'input_cost_per_token':'1.0e-6'}"));
        var differences = CostMapDiff.Of(s_old, s_old.With(book.Added)).ToList();
        Assert.Equal(
            [("dearer", PriceDifferenceKind.Changed), ("gone", PriceDifferenceKind.Removed), ("new", PriceDifferenceKind.Added)],
            differences.Select(difference => (difference.Model.Model, difference.Kind)));
        Assert.Equal((TestPrices.Day, null), (differences[0].From, differences[0].To));
        Assert.Equal(("input_cost_per_token", "0.000001", "0.000003"),
            differences[0].FieldsThatDiffer().Select(field => (field.Name, field.Old.ToString(), field.New.ToString())).Single());
        Assert.Equal((null, null), (differences[2].From, differences[2].To));
    }

    [Fact]
    public void Of_MapsWithoutADifference_IsEmpty()
    {
        Assert.Empty(CostMapDiff.Of(s_old, s_old));
        Assert.Empty(CostMapDiff.Of(s_old, CostMap.Create(s_old.Models)));
        Assert.Equal(3, CostMapDiff.Of(s_old, CostMap.Empty).Count(difference => difference.Kind == PriceDifferenceKind.Removed));
    }

    private static PriceOffer Offer(string model, string prices) => new()
    {
        Provider = "acme", Model = model, Prices = TestPrices.Of(prices), KnownSince = TestPrices.Day.AddDays(1), ValidFrom = TestPrices.Day,
    };
}
