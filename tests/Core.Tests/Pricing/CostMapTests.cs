using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Pricing;

public class CostMapTests
{
    private static readonly DateTimeOffset s_day = TestPrices.Day;

    private static readonly EntryKey s_key = new() { Tenant = "t", Provider = "openai", ResponseModel = "m", Slot = Slot.At(s_day) };

    [Fact]
    public void Find_ResponseModel_ComesBeforeTheRequestedOne()
    {
        var map = CostMap.Create([Model("m", "1"), Model("other", "2")]);
        Assert.Equal("1", Input(map, s_key with { RequestedModel = "other" }));
        Assert.Equal("2", Input(map, s_key with { ResponseModel = "unknown", RequestedModel = "other" }));
        Assert.Null(map.Find(s_key with { ResponseModel = "unknown" }, s_day));
    }

    [Fact]
    public void Find_KnownModelWithoutAValidPrice_IsUnpricedNotFree()
    {
        var map = CostMap.Create([Model("m", Row("1", from: s_day.AddDays(1)))]);
        var rates = map.Find(s_key, s_day);
        Assert.NotNull(rates);
        Assert.Null(rates.Charge([new(Meter.InputTokens, 1)]));
        Assert.Equal(Money.Zero, rates.Charge([]));
    }

    [Theory]
    [InlineData("09:59", "1")]
    [InlineData("10:00", "1")]
    [InlineData("10:14", "1")]
    [InlineData("10:15", "2")]
    public void Find_PriceFromWithinASlot_HoldsFromTheNextSlot(string time, string expected)
    {
        var map = CostMap.Create([Model("m", Row("1"), Row("2", from: s_day.AddHours(10).AddMinutes(7), known: 1))]);
        Assert.Equal(expected,
            Input(map, s_key with { Slot = Slot.At(s_day + TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture)) }));
    }

    [Fact]
    public void Find_UndatedCall_IsPricedAsOfThePinnedInstant()
    {
        var map = CostMap.Create([Model("m", Row("1"), Row("2", from: s_day.AddDays(10), known: 1))]);
        var undated = s_key with { Slot = Slot.Undated };
        Assert.Equal(Money.Parse("1"), map.Find(undated, s_day)?[Meter.InputTokens]);
        Assert.Equal(Money.Parse("2"), map.Find(undated, s_day.AddDays(10))?[Meter.InputTokens]);
    }

    [Fact]
    public void Find_FactsOfTheKey_ChooseThePrice()
    {
        var map = CostMap.Create([TestPrices.Model("openai", "m",
            "{'input_cost_per_token':8,'input_cost_per_token_priority':10,'input_cost_per_token_above_128k_tokens':9,'regional_processing_uplift_multiplier_eu':2," +
            "'off_peak_pricing':{'hours_utc':'01:00-02:00','input_cost_per_token':1}}")]);
        Assert.Equal("8", Input(map, s_key));
        Assert.Equal("10", Input(map, s_key with { ServiceTier = "priority" }));
        Assert.Equal("9", Input(map, s_key with { InputBand = Band.Of(128_001) }));
        Assert.Equal("8", Input(map, s_key with { InputBand = Band.Of(128_000) }));
        Assert.Equal("16", Input(map, s_key with { Residency = "eu" }));
        Assert.Equal("4", Input(map, s_key with { Batch = true }));
        Assert.Equal("1", Input(map, s_key with { Slot = Slot.At(s_day.AddHours(1)) }));
        Assert.Equal("8", Input(map, s_key with { Slot = Slot.At(s_day.AddHours(2)) }));
    }

    [Fact]
    public void Find_ImageOfASizeAndQuality_HasItsOwnEntry()
    {
        var map = CostMap.Create([Model("m", "1"),
            TestPrices.Model("openai", "hd/1024-x-1024/m", "{'input_cost_per_image':5}") with { Mode = "image_generation" }]);
        var rates = map.Find(s_key with { ImageSize = "1024x1024", ImageQuality = "hd" }, s_day);
        Assert.Equal(Money.Parse("5"), rates?[Meter.OutputImages]);
        Assert.Equal("1", Input(map, s_key with { ImageSize = "512x512", ImageQuality = "hd" }));
    }

    [Fact]
    public void Find_ModelRouter_AddsItsFeeToEveryInputToken()
    {
        var map = CostMap.Create([TestPrices.Model("azure_ai", "azure_ai/model_router", "{'input_cost_per_token':1}"), Model("m", "8")]);
        var routed = s_key with { Provider = "azure_ai", RequestedModel = "model-router" };
        Assert.Equal("9", Input(map, routed));
        Assert.Equal("8", Input(map, routed with { RequestedModel = "m" }));
    }

    [Fact]
    public void Find_CodeInterpreter_CostsWhatTheProvidersContainerCosts()
    {
        var map = CostMap.Create([Model("m", "1"),
            TestPrices.Model("openai", "openai/container", "{'code_interpreter_cost_per_session':0.03}")]);
        Assert.Equal(Money.Parse("0.03"), map.Find(s_key, s_day)?[Meter.CodeInterpreterSessions]);
    }

    [Fact]
    public void RowAt_CorrectionAndLaterPrices_FollowTheOrderOfKnowing()
    {
        // 1 since ever; 2 from day 10; then known: 1 was wrong until day 10 (3); then a price from day 5 (4), which day 10 ends.
        var model = Model("m", Row("1"), Row("2", from: s_day.AddDays(10), known: 1),
            Row("3", to: s_day.AddDays(10), known: 2) with { Kind = PriceKind.Correction }, Row("4", from: s_day.AddDays(5), known: 3));
        var map = CostMap.Create([model]);
        Assert.Equal("3", Input(map, s_key));
        Assert.Equal("4", Input(map, s_key with { Slot = Slot.At(s_day.AddDays(5)) }));
        Assert.Equal("2", Input(map, s_key with { Slot = Slot.At(s_day.AddDays(10)) }));
        Assert.Equal("1", Input(map.AsKnownAt(s_day.AddHours(1)), s_key));
        Assert.Equal("3", Input(map.AsKnownAt(s_day.AddHours(2)), s_key with { Slot = Slot.At(s_day.AddDays(5)) }));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20261122)]
    public void Digest_ModelsAndRowsInAnyOrder_IsTheSame(int seed)
    {
        var random = new Random(seed);
        var parts = new List<ModelPrices>();
        for (var i = 0; i < 30; i++)
            parts.Add(Model($"m{random.Next(8)}",
                Row($"{random.Next(1, 4)}", from: random.Next(2) == 0 ? null : s_day.AddDays(random.Next(3)), known: random.Next(3))));
        var expected = CostMap.Create(parts);
        for (var round = 0; round < 20; round++)
        {
            var shuffled = parts.ToArray();
            random.Shuffle(shuffled);
            var map = CostMap.Create(shuffled);
            Assert.True(expected.Digest == map.Digest && expected.Version == map.Version, $"seed {seed}, round {round}");
            Assert.Equal(expected.Digest, CostMap.Create(CostMapSerializer.Read(CostMapSerializer.Write(map.Models), "copy")).Digest);
        }
    }

    [Fact]
    public void Digest_AnotherPrice_IsAnother()
    {
        Assert.NotEqual(CostMap.Create([Model("m", "1")]).Digest, CostMap.Create([Model("m", "2")]).Digest);
        Assert.Equal(CostMap.Create([Model("m", "1.0")]).Digest, CostMap.Create([Model("m", "10e-1")]).Digest);
    }

    [Fact]
    public void With_MoreRows_LosesNothing()
    {
        var map = CostMap.Create([Model("m", "1"), Model("other", "5")]);
        var next = map.With([Model("m", Row("2", from: s_day.AddDays(1), known: 1))], "v2");
        Assert.Equal("v2", next.Version);
        Assert.Equal("1", Input(next, s_key));
        Assert.Equal("2", Input(next, s_key with { Slot = Slot.At(s_day.AddDays(1)) }));
        Assert.Equal("5", Input(next, s_key with { ResponseModel = "other" }));
        Assert.Equal("1", Input(map, s_key with { Slot = Slot.At(s_day.AddDays(1)) }));
    }

    [Fact]
    public void Create_ThresholdOffTheBands_IsRefusedWithTheNearestEdges()
    {
        var exception = Assert.Throws<CostMapException>(() =>
            CostMap.Create([TestPrices.Model("openai", "m", "{'input_cost_per_token_above_100k_tokens':5}")]));
        Assert.Contains("100000 tokens", exception.Message, StringComparison.Ordinal);
        Assert.Contains("64000 and 128000", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_ManyThreads_AgreeWithOne()
    {
        var map = CostMap.Create([TestPrices.Model("openai", "m",
            "{'input_cost_per_token':8,'input_cost_per_token_above_128k_tokens':9}")]);
        Parallel.For(0, 10_000, i =>
        {
            var size = i % 3 * 100_000;
            Assert.Equal(size > 128_000 ? "9" : "8", Input(map, s_key with { InputBand = Band.Of(size) }));
        });
    }

    private static string? Input(CostMap map, EntryKey key) => map.Find(key, s_day)?[Meter.InputTokens]?.ToString();

    private static ModelPrices Model(string name, string input) => Model(name, Row(input));

    private static ModelPrices Model(string name, params PriceRow[] rows) =>
        new() { Provider = "openai", Model = name, Mode = "chat", Rows = [.. rows] };

    private static PriceRow Row(string input, DateTimeOffset? from = null, DateTimeOffset? to = null, int known = 0) => new()
    {
        ValidFrom = from, ValidTo = to, KnownSince = s_day.AddHours(known), Source = "test",
            Prices = TestPrices.Of($"{{'input_cost_per_token':'{input}'}}"),
    };
}
