using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Pricing;

/// <summary>What invariant 6 rests on: quantities summed by key and priced once cost exactly what the calls cost one by one.</summary>
public class BandedPricingTests
{
    private static readonly string[] s_models =
    [
        "{'input_cost_per_token':'3e-6','output_cost_per_token':'15e-6','input_cost_per_token_above_200k_tokens':'6e-6'," +
            "'output_cost_per_token_above_200k_tokens':'22.5e-6','cache_read_input_token_cost':'3e-7','cache_read_input_token_cost_above_200k_tokens':'6e-7'}",
        "{'input_cost_per_token':'1.3e-6','output_cost_per_token':'7e-6','input_cost_per_token_above_128k_tokens':'2e-6'," +
            "'input_cost_per_token_above_256k_tokens':'4e-6','input_cost_per_token_priority':'2.1e-6','input_cost_per_token_batches':'5e-7'}",
        "{'tiered_pricing':[{'range':[0,32000],'input_cost_per_token':'1e-6','output_cost_per_token':'2e-6'}," +
            "{'range':[32000,128000],'input_cost_per_token':'2e-6','output_cost_per_token':'3e-6','output_cost_per_reasoning_token':'9e-6'}," +
            "{'range':[128000,252000],'input_cost_per_token':'3e-6','output_cost_per_token':'4e-6'}]}",
    ];

    [Theory]
    [InlineData("openai", 1)]
    [InlineData("xai", 2)]
    [InlineData("dashscope", 20261122)]
    public void Charge_SumsOfAKey_CostWhatTheCallsCostOneByOne(string provider, int seed)
    {
        var random = new Random(seed);
        var map = CostMap.Create(s_models.Select((prices, i) => TestPrices.Model(provider, $"m{i}", prices)));
        var (sums, singly) = (new Dictionary<EntryKey, QuantityList>(), Money.Zero);
        for (var call = 0; call < 3000; call++)
        {
            var (key, quantities, prompt) = RandomCall(random, provider);
            if (!sums.TryGetValue(key, out var sum)) sums.Add(key, sum = new());
            foreach (var (meter, amount) in quantities.Items) sum.Add(meter, amount);
            singly += CostCalculator.Cost(map, new()
            {
                Model = key.ResponseModel, Provider = provider, Quantities = [.. quantities.Items], PromptTokens = prompt, ServiceTier = key.ServiceTier,
                Batch = key.Batch, Time = TestPrices.Day,
            })!.TotalCost!.Value;
        }
        var summed = Money.Zero;
        foreach (var (key, quantities) in sums) summed += map.Find(key, TestPrices.Day)!.Charge(quantities.Items)!.Value;
        Assert.True(singly == summed, $"seed {seed}: one by one {singly}, summed {summed}");
        Assert.True(sums.Count < 500, $"seed {seed}: {sums.Count} keys");
    }

    // Half of the prompts lie on an edge or beside one.
    private static (EntryKey Key, QuantityList Quantities, long Prompt) RandomCall(Random random, string provider)
    {
        var edge = Band.Edges[random.Next(Band.Edges.Length)];
        var prompt = random.Next(2) == 0 ? edge + random.Next(-1, 2) : random.NextInt64(1, 1_200_000);
        var usage = new ReportedUsage
        {
            PromptTokens = prompt, CachedTokens = random.NextInt64(prompt), CompletionTokens = random.Next(5000), ReasoningTokens = random.Next(2000),
        };
        var quantities = new QuantityList();
        Assert.True(UsageNormalizer.TryNormalize(usage, quantities, out _));
        var key = new EntryKey
        {
            Tenant = "t", Provider = provider, ResponseModel = $"m{random.Next(3)}", Slot = Slot.At(TestPrices.Day), InputBand = Band.Of(prompt),
            ServiceTier = random.Next(3) == 0 ? "priority" : "", Batch = random.Next(4) == 0,
        };
        return (key, quantities, prompt);
    }
}
