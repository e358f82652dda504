using Accounting.Core.Amounts;
using Accounting.Core.Pricing;

namespace Accounting.Core.Tests.Pricing;

/// <summary>Calls with their cost, computed by hand from the rules (LiteLLM 2.5).</summary>
public class WorkedVectorTests
{
    private const string Long = "{'input_cost_per_token':'2e-6','output_cost_per_token':'1e-5','cache_creation_input_token_cost':'5e-6'," +
        "'input_cost_per_token_above_128k_tokens':'4e-6','output_cost_per_token_above_128k_tokens':'2e-5'}";
    private const string Priority = "{'input_cost_per_token':'1e-6','output_cost_per_token':'2e-6','input_cost_per_token_priority':'3e-6'," +
        "'output_cost_per_token_priority':'6e-6','output_cost_per_reasoning_token_priority':'9e-6','input_cost_per_token_flex':'5e-7','output_cost_per_token_flex':'1e-6'}";
    private const string Night = "{'input_cost_per_token':'2e-6','output_cost_per_token':'4e-6','off_peak_pricing':{'hours_utc':'22:00-06:00'," +
        "'input_cost_per_token':'1e-6','output_cost_per_token':'2e-6','output_cost_per_reasoning_token':'1e-6'}}";
    private const string Tiers = "{'tiered_pricing':[" +
        "{'range':[0,16000],'input_cost_per_token':'1e-6','output_cost_per_token':'2e-6','output_cost_per_reasoning_token':'3e-6'}," +
        "{'range':[16000,128000.0],'input_cost_per_token':'2e-6','output_cost_per_token':'4e-6','output_cost_per_reasoning_token':'6e-6'}]}";
    private const string Eu = "{'input_cost_per_token':'1e-6','output_cost_per_token':'2e-6','regional_processing_uplift_multiplier_eu':'1.5'}";
    private const string Vertex = "{'input_cost_per_token':'1e-6','output_cost_per_token':'2e-6','regional_endpoint_uplift_multiplier':1.1}";
    private const string Fireworks = "{'input_cost_per_token':2e-7,'output_cost_per_token':6e-7,'off_peak_pricing':{'hours_utc':['00:00-06:00'],'input_cost_per_token':1e-7}}";

    [Theory]
    [InlineData("{'input_cost_per_token':2,'output_cost_per_token':4}", "", "p:100 c:20", "200", "80")]
    [InlineData("{'input_cost_per_token':2,'output_cost_per_token':4}", "", "p:100 c:20 cached:25 written:10", "200", "80")]
    [InlineData("{'input_cost_per_token':2,'output_cost_per_token':4,'cache_read_input_token_cost':0.5,'cache_creation_input_token_cost':3}", "",
        "p:100 c:20 cached:25 written:10", "172.5", "80")]
    [InlineData("{'input_cost_per_token':2,'output_cost_per_token':4,'cache_read_input_token_cost':0,'cache_creation_input_token_cost':0.0}", "",
        "p:100 c:20 cached:25 written:10", "130", "80")]
    [InlineData("{'input_cost_per_token':'2e-6','output_cost_per_token':'4e-6','input_cost_per_audio_token':'1e-5','output_cost_per_audio_token':'2e-5'}", "",
        "p:1000 c:500 audio_in:200 audio_out:150 text:350", "0.0036", "0.0044")]
    [InlineData("{'input_cost_per_token':'3e-6','output_cost_per_token':'1.5e-5','cache_read_input_token_cost':'3e-7','output_cost_per_reasoning_token':'6e-6'}", "",
        "p:10000 c:900 cached:8000 text:800 reasoning:100", "0.0084", "0.0126")]
    [InlineData(Long, "", "p:130000 c:2000 cached:40000 written:5000", "0.525", "0.04")]
    [InlineData(Long, "", "p:128000 c:500", "0.256", "0.005")]
    [InlineData(Long, "", "p:128001 c:500", "0.512004", "0.01")]
    [InlineData(Priority, "tier:priority", "p:5000 c:1000 reasoning:400", "0.015", "0.0072")]
    [InlineData(Priority, "tier:flex", "p:5000 c:1000", "0.0025", "0.001")]
    [InlineData(Eu, "tier:flex", "p:5000 c:1000", "0.005", "0.002")]
    [InlineData(Eu, "residency:eu", "p:1000 c:200", "0.0015", "0.0006")]
    [InlineData(Eu, "residency:us", "p:1000 c:200", "0.001", "0.0004")]
    [InlineData(Vertex, "region:us-east1", "p:1000 c:200", "0.0011", "0.00044")]
    [InlineData(Vertex, "region:global", "p:1000 c:200", "0.001", "0.0004")]
    [InlineData("{'input_cost_per_token':'5e-7','output_cost_per_token':'1e-6','output_cost_per_image_token':'5e-6'}", "",
        "p:500 c:700 image_out:600 text:100", "0.00025", "0.0031")]
    [InlineData(Night, "at:02:30", "p:1000 c:200 reasoning:50", "0.001", "0.00035")]
    [InlineData(Night, "at:14:00", "p:1000 c:200 reasoning:50", "0.002", "0.0008")]
    [InlineData(Night, "at:06:00", "p:1000 c:200", "0.002", "0.0008")]
    [InlineData(Night, "at:22:00", "p:1000 c:200", "0.001", "0.0004")]
    [InlineData(Tiers, "", "p:500 c:100 reasoning:40", "0.0005", "0.00024")]
    [InlineData(Tiers, "", "p:50000 c:100 reasoning:40", "0.1", "0.00048")]
    [InlineData(Tiers, "", "p:16000 c:100 reasoning:40", "0.016", "0.00024")]
    [InlineData(Tiers, "", "p:16001 c:100 reasoning:40", "0.032002", "0.00048")]
    [InlineData(Tiers, "", "p:20000 c:100 cached:5000 written:1000", "0.04", "0.0004")]
    [InlineData(Tiers, "", "p:500000 c:100", "1", "0.0004")]
    [InlineData(Fireworks, "provider:fireworks_ai", "p:1000 c:200 cached:600", "0.00014", "0.00012")]
    [InlineData(Fireworks, "provider:fireworks_ai at:01:00", "p:1000 c:200 cached:600", "0.00007", "0.00012")]
    [InlineData("{'input_cost_per_token':'1e-6','output_cost_per_token':'4e-6'}", "", "p:1000 c:600 reasoning:250 text:350", "0.001",
        "0.0024")]
    // 200,000 tokens keep the price, 200,001 change all of them, and the output too (Sonnet 4.5: 3 and 15, above 6 and 22.5).
    [InlineData("{'input_cost_per_token':'3e-6','output_cost_per_token':'15e-6','input_cost_per_token_above_200k_tokens':'6e-6'," +
        "'output_cost_per_token_above_200k_tokens':'22.5e-6'}", "", "p:250000 c:1000", "1.5", "0.0225")]
    public void Cost_WorkedCall_IsExact(string prices, string facts, string usage, string input, string output)
    {
        var fields = TestPrices.Of(prices);
        var quantities = TestPrices.Usage(usage);
        var prompt = usage.Split(' ')[0][2..];

        var cost = CostCalculator.Cost(fields, TestPrices.Facts($"prompt:{prompt} {facts}", fields), quantities.Items);

        Assert.Equal(Money.Parse(input), cost.InputCost);
        Assert.Equal(Money.Parse(output), cost.OutputCost);
        Assert.Equal(Money.Parse(input) + Money.Parse(output), cost.TotalCost);
    }

    [Fact]
    public void UnitPrices_AllMultipliers_AreRoundedOnce()
    {
        var prices = TestPrices.Of("{'input_cost_per_token':1e-6,'output_cost_per_token':2e-6,'cache_read_input_token_cost':1e-7,'regional_endpoint_uplift_multiplier':1.1," +
            "'regional_processing_uplift_multiplier_eu':1.5,'provider_specific_entry':{'eu':1.1,'fast':3,'schema':'x'}}");

        var cost = CostCalculator.Cost(prices, TestPrices.Facts("region:us-east1 residency:eu", prices),
            TestPrices.Usage("p:2 c:1 cached:1").Items);

        Assert.Equal(["0.000001815", "0.0000001815", "0.00000363"], cost.Lines.Select(line => line.UnitPrice.ToString()));
    }
}
