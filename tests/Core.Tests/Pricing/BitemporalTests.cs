using System.Collections.Immutable;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Pricing;

/// <summary>What is believed of a time, and what was believed of it at a time.</summary>
public class BitemporalTests
{
    private const string Input = "input_cost_per_token", Output = "output_cost_per_token";
    private static readonly DateTimeOffset s_january = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Invariant08_Correction_ReplacesThePeriodAndLeavesTheOldBeliefReadable()
    {
        var map = Registered(
            Offer(0, 0, "{'input_cost_per_token':'1e-6','output_cost_per_token':'2e-6'}"),
            Offer(5, 5, "{'input_cost_per_token':'1e-5'}"),
            Offer(9, 9, "{'input_cost_per_token':'1.5e-6'}"),
            Offer(12, 4, "{'input_cost_per_token':'3e-6'}") with { Kind = PriceKind.Correction, ValidTo = Day(7), Reason = "ten times too high" });
        // Day, moment of knowing, input price in micro-dollars.
        foreach (var (day, known, price) in new (int, int, string?)[]
        {
            (3, 20, "1"), (4, 20, "3"), (6, 20, "3"), (7, 20, "10"), (8, 20, "10"), (9, 20, "1.5"),
            (4, 11, "1"), (5, 11, "10"), (6, 11, "10"), (9, 11, "1.5"), (6, 4, "1"), (9, 8, "10"), (6, -1, null),
        })
            Assert.True(price == Micros(map.AsKnownAt(Day(known)), day, Input), $"day {day} as known on {known}: {Micros(map.AsKnownAt(Day(known)), day, Input)}");
        Assert.Equal("2", Micros(map, 6, Output));
    }

    [Fact]
    public void Register_CorrectionOverSeveralPrices_KeepsTheOtherFieldsOfEach()
    {
        var map = Registered(
            Offer(0, 0, "{'input_cost_per_token':'1e-6','output_cost_per_token':'2e-6'}"),
            Offer(5, 5, "{'output_cost_per_token':'4e-6'}"),
            Offer(9, 3, "{'input_cost_per_token':'3e-6'}") with { Kind = PriceKind.Correction, ValidTo = Day(8), Reason = "misread" });
        Assert.Equal(("1", "2"), (Micros(map, 2, Input), Micros(map, 2, Output)));
        Assert.Equal(("3", "2"), (Micros(map, 4, Input), Micros(map, 4, Output)));
        Assert.Equal(("3", "4"), (Micros(map, 6, Input), Micros(map, 6, Output)));
        Assert.Equal(("1", "4"), (Micros(map, 8, Input), Micros(map, 8, Output)));
    }

    [Fact]
    public void Register_Retirement_LeavesCallsFromThenOnUnpricedUntilANewPrice()
    {
        var map = Registered(
            Offer(0, 0, "{'input_cost_per_token':'1e-6','output_cost_per_token':'2e-6'}"),
            Offer(3, 5, "{}") with { Replaces = true, Reason = "switched off" },
            Offer(9, 8, "{'input_cost_per_token':'7e-6'}"));
        Assert.Equal("1", Micros(map, 4, Input));
        Assert.Equal((null, null), (Micros(map, 5, Input), Micros(map, 7, Input)));
        Assert.Equal(("7", null), (Micros(map, 8, Input), Micros(map, 8, Output)));
        Assert.Equal("1", Micros(map.AsKnownAt(Day(2)), 7, Input));
        var rates = map.Find(new() { Tenant = "t", Provider = "acme", ResponseModel = "m", Slot = Slot.At(Day(6)) }, Day(6));
        Assert.NotNull(rates);
        Assert.Null(rates[Meter.InputTokens]);
    }

    [Fact]
    public void Register_CorrectionOfARetiredModel_DoesNotBringItBack()
    {
        var map = Registered(
            Offer(0, 0, "{'input_cost_per_token':'1e-6'}"),
            Offer(3, 5, "{}") with { Replaces = true },
            Offer(9, 2, "{'input_cost_per_token':'4e-6'}") with { Kind = PriceKind.Correction, Reason = "misread" });
        Assert.Equal(("1", "4", null), (Micros(map, 1, Input), Micros(map, 4, Input), Micros(map, 6, Input)));
    }

    [Fact]
    public void Register_Replaces_LeavesNothingThatItDoesNotName()
    {
        var map = Registered(
            Offer(0, 0, "{'input_cost_per_token':'1e-6','output_cost_per_token':'2e-6'}"),
            Offer(3, 3, "{'input_cost_per_token':'2e-6'}") with { Replaces = true });
        Assert.Equal(("2", null), (Micros(map, 4, Input), Micros(map, 4, Output)));
    }

    [Fact]
    public void Book_ManyOffers_GivesTheMapOfOneAfterTheOther()
    {
        var random = new Random(7);
        var offers = Enumerable.Range(0, 120).Select(index => Offer(index, index % 50, $"{{'input_cost_per_token':'{random.Next(1, 90)}e-6'}}") with
        {
            Model = $"m{random.Next(6)}",
            Provider = random.Next(3) == 0 ? "" : "acme",
            Aliases = random.Next(4) == 0 ? [$"m{random.Next(6)}-x"] : [],
            Kind = random.Next(4) == 0 ? PriceKind.Correction : PriceKind.Price,
            Reason = "tried",
            Force = true,
        }).ToList();
        var map = CostMap.Empty;
        foreach (var offer in offers) map = map.With([PriceRegistration.Register(map, offer).Model!]);
        var book = new PriceBook(CostMap.Empty);
        foreach (var offer in offers) book.Register(offer);
        Assert.Equal(map.Digest, CostMap.Empty.With(book.Added).Digest);
    }

    [Fact]
    public void Register_SkipsUnchanged_AddsARowForNewsOnly()
    {
        var map = Registered(Offer(0, 0, "{'input_cost_per_token':'1e-6'}") with { MaxInputTokens = 5 });
        RegistrationResult Again(PriceOffer offer) => PriceRegistration.Register(map, offer with { SkipsUnchanged = true, KnownSince = Day(3), ValidFrom = null });
        Assert.True(Again(Offer(3, 3, "{'input_cost_per_token':'0.000001'}") with { MaxInputTokens = 5 }).IsUnchanged);
        Assert.False(Again(Offer(3, 3, "{'input_cost_per_token':'2e-6'}")).IsUnchanged);
        Assert.False(Again(Offer(3, 3, "{}") with { MaxInputTokens = 6 }).IsUnchanged);
    }

    private static CostMap Registered(params ReadOnlySpan<PriceOffer> offers)
    {
        var map = CostMap.Empty;
        foreach (var offer in offers)
        {
            var result = PriceRegistration.Register(map, offer);
            Assert.True(result.Model is not null, string.Join(" ", result.Problems.Select(problem => problem.Message)));
            map = map.With([result.Model]);
        }
        return map;
    }

    private static string? Micros(CostMap map, int day, string field) =>
        map.Get("acme", "m")?.RowAt(Day(day))?.Prices[field] is { } price ? (price * new Core.Amounts.ExactDecimal(1_000_000, 0)).ToString() : null;

    private static PriceOffer Offer(int known, int from, string prices) => new()
    {
        Provider = "acme", Model = "m", Prices = TestPrices.Of(prices), KnownSince = Day(known), ValidFrom = Day(from), Source = "test",
    };

    private static DateTimeOffset Day(int day) => s_january.AddDays(day);
}
