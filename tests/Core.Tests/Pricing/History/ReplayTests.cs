using System.Diagnostics;
using Accounting.Core.Pricing;
using Accounting.TestKit;

namespace Accounting.Core.Tests.Pricing.History;

public class ReplayTests(ITestOutputHelper output)
{
    [Fact]
    public void Invariant08_RecordedHistory_GivesEachMonthsPricesThenAndAsKnownThen()
    {
        Assert.SkipWhen(Checkout.Shared is null, Checkout.NoSharedData);
        var events = RecordedHistory.Events();
        var months = RecordedHistory.Months().ToList();
        var start = Stopwatch.GetTimestamp();
        var book = new PriceBook(CostMap.Empty);
        foreach (var recorded in events)
            Assert.True(book.Register(recorded.Offer with { Force = true, Reason = "as recorded" }).Model is not null, recorded.ToString());
        var map = CostMap.Empty.With(book.Added);
        var registered = Stopwatch.GetElapsedTime(start);
        foreach (var (at, prices) in months)
        {
            AssertPrices(prices, map, at, $"valid at {at:u}");
            var known = map.AsKnownAt(at);
            AssertPrices(prices, known, at, $"known at {at:u}");
            AssertPrices(prices, known, DateTimeOffset.MaxValue, $"known at {at:u} of all time to come");
        }
        output.WriteLine($"{events.Count} events registered in {registered.TotalMilliseconds:0} ms; with {months.Count} months compared {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms.");
        Assert.Equal((3949, 30), (events.Count, months.Count));
        Assert.True(registered < TimeSpan.FromSeconds(5), registered.ToString());
    }

    private static void AssertPrices(Dictionary<string, PriceFields> expected, CostMap map, DateTimeOffset time, string what)
    {
        var priced = 0;
        foreach (var model in map.Models)
        {
            if (model.RowAt(time) is not { IsWithoutPrice: false } row) continue;
            priced++;
            Assert.True(expected.TryGetValue(model.Model, out var prices) && prices.SameAs(row.Prices), $"{what}: {model.Model}");
        }
        Assert.True(expected.Count == priced, $"{what}: {priced} of {expected.Count} models are priced");
    }
}
