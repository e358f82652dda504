using Accounting.Core.Amounts;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Pricing;

public class CostCalculatorTests
{
    private static readonly CostMap s_map = CostMap.Create(
    [
        TestPrices.Model("openai", "m",
            "{'input_cost_per_token':'2e-6','output_cost_per_token':'1e-5','input_cost_per_token_above_128k_tokens':'4e-6'," +
            "'search_context_cost_per_query':{'search_context_size_medium':'0.01'},'input_cost_per_token_priority':'3e-6'," +
            "'off_peak_pricing':{'hours_utc':'10:00-11:00','input_cost_per_token':'1e-6'}}"),
        TestPrices.Model("openai", "pictures", "{'output_cost_per_image':'0.04'}") with { Mode = "image_generation" },
    ]);

    [Fact]
    public void Cost_Call_HasALinePerMeterAndThreeSums()
    {
        var cost = Cost("p:1000 c:200 cached:400", Meter.WebSearchesMedium, 2)!;
        Assert.Equal(["input_tokens 600 0.000002 0.0012", "cached_input_tokens 400 0.000002 0.0008", "output_tokens 200 0.00001 0.002",
            "web_searches_medium 2 0.01 0.02"],
            cost.Lines.Select(line => $"{line.Meter.Name} {line.Quantity} {line.UnitPrice} {line.Amount}"));
        Assert.Equal(("0.002", "0.002", "0.02", "0.024"),
            ($"{cost.InputCost}", $"{cost.OutputCost}", $"{cost.ToolCost}", $"{cost.TotalCost}"));
        Assert.Equal("openai/m", cost.Model!.FullName);
    }

    [Theory]
    [InlineData("p:128000 c:0", null, "0.256")]
    [InlineData("p:128001 c:0", null, "0.512004")]
    [InlineData("p:1000 c:0", 200_000L, "0.004")]
    public void Cost_Threshold_IsDecidedByTheWholePrompt(string usage, long? prompt, string expected) =>
        Assert.Equal(expected, CostCalculator.Cost(s_map, Request(usage) with { PromptTokens = prompt })!.TotalCost.ToString());

    [Fact]
    public void Cost_OffPeakTime_IsDecidedByTheMinute()
    {
        Assert.Equal("0.001",
            CostCalculator.Cost(s_map,
            Request("p:1000 c:0") with { Time = TestPrices.Day.AddHours(10).AddMinutes(1) })!.TotalCost.ToString());
        Assert.Equal("0.002",
            CostCalculator.Cost(s_map,
            Request("p:1000 c:0") with { Time = TestPrices.Day.AddHours(10).AddMinutes(-1) })!.TotalCost.ToString());
    }

    [Fact]
    public void Cost_UnpricedMeter_LeavesItsSumAndTheTotalOpen()
    {
        var cost = Cost("p:10 c:10", Meter.CitationTokens, 5)!;
        Assert.Null(cost.InputCost);
        Assert.Null(cost.TotalCost);
        Assert.Equal("0.0001", cost.OutputCost.ToString());
    }

    [Fact]
    public void Cost_UnknownModel_IsNull() => Assert.Null(CostCalculator.Cost(s_map, Request("p:1 c:1") with { Model = "unknown" }));

    [Fact]
    public void Cost_DiscountThenMargin_AreFactorsOfEachUnitPrice()
    {
        var adjustment = new PriceAdjustment { Discount = ExactDecimal.Parse("0.05"), Margin = ExactDecimal.Parse("0.10"),
            FixedMargin = Money.Parse("1") };
        var cost = CostCalculator.Cost(s_map, Request("p:1000 c:0") with { Adjustment = adjustment })!;
        // 0.002 × 0.95 × 1.10, and 1 for the call
        Assert.Equal("0.00209", cost.InputCost.ToString());
        Assert.Equal("1.00209", cost.TotalCost.ToString());
    }

    [Fact]
    public void Cost_DiscountOnImages_IsNotApplied()
    {
        var request = Request("p:0 c:0") with { Model = "pictures", Quantities = [new(Meter.OutputImages, 2)],
            Adjustment = new() { Discount = ExactDecimal.Half } };
        Assert.Equal("0.08", CostCalculator.Cost(s_map, request)!.TotalCost.ToString());
    }

    [Theory]
    // 70 of 100 at 0.01, 10 read, 20 written; 5 out at 0.02
    [InlineData(null, null, "1.1")]
    [InlineData("0.001", null, "1.01")]
    [InlineData("0.001", "0.02", "1.21")]
    public void Cost_CustomPricesPerToken_TakeTheMapsPlace(string? read, string? write, string expected)
    {
        var custom = CustomPrices.PerToken(ExactDecimal.Parse("0.01"), ExactDecimal.Parse("0.02"), Optional(read), Optional(write));
        var cost = CostCalculator.Cost(s_map,
            Request("p:100 c:5 cached:10 written:20") with { Model = "whatever", CustomPrices = custom })!;
        Assert.Equal(Money.Parse(expected), cost.TotalCost);

        static ExactDecimal? Optional(string? text) => text is null ? null : ExactDecimal.Parse(text);
    }

    [Fact]
    public void Cost_CustomPricePerSecond_PricesTheTime()
    {
        var request = Request("p:0 c:0") with { CustomPrices = CustomPrices.PerSecond(ExactDecimal.Parse("0.0014")),
            Quantities = [new(Meter.OutputMilliseconds, 2500)] };
        Assert.Equal("0.0035", CostCalculator.Cost(s_map, request)!.TotalCost.ToString());
    }

    [Fact]
    public void Cost_AmountBeyondMoney_Overflows()
    {
        var prices = TestPrices.Of("{'input_cost_per_token':1000000}");
        Assert.Throws<OverflowException>(() => CostCalculator.Cost(prices, new(), [new(Meter.InputTokens, QuantityList.AmountMax)]));
    }

    private static CostRequest Request(string usage) => new()
    {
        Model = "m", Quantities = [.. TestPrices.Usage(usage).Items], Time = TestPrices.Day,
    };

    private static CallCost? Cost(string usage, Meter more, long amount)
    {
        var request = Request(usage);
        return CostCalculator.Cost(s_map, request with { Quantities = request.Quantities.Add(new(more, amount)) });
    }
}
