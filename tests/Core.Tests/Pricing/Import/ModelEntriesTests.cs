using System.Text;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Import;

namespace Accounting.Core.Tests.Pricing.Import;

public class ModelEntriesTests
{
    [Fact]
    public void Read_Entries_TakesTextsAsNumbersAndKeepsAndReportsWhatNobodyReads()
    {
        var entries = Read("""
            {"sample_spec": {}, "acme/m": {"litellm_provider": "acme", "mode": "chat", "input_cost_per_token": "2.5e-06", "output_cost_per_token": null,
              "max_tokens": "4096", "supports_vision": true, "my_note": {"a": 1}, "input_cost_per_banana": 0.5, "input_cost_per_token_above_200k_tokens_priority": "5e-6"}}
            """);
        Assert.Empty(entries.Problems);
        var offer = Assert.Single(entries.Offers);
        Assert.Equal(("acme", "acme/m", "chat", 4096L, (long?)null), (offer.Provider, offer.Model, offer.Mode, offer.MaxOutputTokens, offer.MaxInputTokens));
        Assert.Equal(["input_cost_per_banana", "input_cost_per_token", "input_cost_per_token_above_200k_tokens_priority"], offer.Prices.Values.Select(pair => pair.Key));
        Assert.Equal([("my_note", """{"a":1}"""), ("supports_vision", "true")], offer.Info.Fields.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal([("input_cost_per_banana"), ("my_note")], entries.Notices.Select(notice => notice.Field));
    }

    [Theory]
    [InlineData("{}", "There is no model in it")]
    [InlineData("{\"a\":", "not valid JSON: line 1")]
    [InlineData("{\"a\": 5}", "no object of prices")]
    [InlineData("7", "no JSON object of models by name")]
    [InlineData("{\"a\": {\"input_cost_per_token\": 1e-6}, \"a\": {\"input_cost_per_token\": 2e-6}}", "stands twice")]
    public void Read_Wrong_IsRefusedWhole(string json, string reason)
    {
        var entries = Read(json);
        Assert.Empty(entries.Offers);
        Assert.Contains(reason, Assert.Single(entries.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Register_Entries_MergesOverWhatIsBelievedAndErasesNothing()
    {
        var map = CostMap.Create([TestPrices.Model("acme", "m", "{'input_cost_per_token':'1e-6','output_cost_per_token':'2e-6','search_context_cost_per_query':{'search_context_size_low':'0.01'}}")]);
        map = Registered(map, """{"m": {"litellm_provider": "acme", "note": {"a": 1, "b": 2}, "max_input_tokens": 10}}""", 1);
        map = Registered(map, """
            {"acme/m": {"litellm_provider": "acme", "input_cost_per_token": "3e-6", "output_cost_per_token": null, "note": {"b": 3}, "max_input_tokens": null,
              "search_context_cost_per_query": {"search_context_size_high": 0.03}}}
            """, 2);
        var model = Assert.Single(map.Models);
        var prices = model.RowAt(TestPrices.Day.AddDays(3))!.Prices;
        Assert.Equal("0.000003 0.000002 0.01 0.03", string.Join(' ', new[]
        {
            "input_cost_per_token", "output_cost_per_token", "search_context_cost_per_query.search_context_size_low", "search_context_cost_per_query.search_context_size_high",
        }.Select(field => prices[field])));
        Assert.Equal((10L, """{"a":1,"b":3}"""), (model.MaxInputTokens, model.Info.Fields["note"]));
        Assert.Equal(map.Digest, Registered(map, """{"m": {"litellm_provider": "acme", "note": {"b": 3}, "input_cost_per_token": 3e-6}}""", 4).Digest);
        Assert.Equal(map.Digest, CostMap.Create(CostMapSerializer.Read(CostMapSerializer.Write(map.Models), "test")).Digest);
    }

    [Fact]
    public void Register_TooManyOtherFields_IsRefused()
    {
        var offer = Read($$"""{"m": {"input_cost_per_token": 1e-6, "note": "{{new string('x', PricingLimits.InfoCharsMax)}}"} }""").Offers[0];
        var result = PriceRegistration.Register(CostMap.Empty, offer with { KnownSince = TestPrices.Day });
        Assert.Equal(PriceProblemKind.TooLarge, Assert.Single(result.Problems).Kind);
    }

    private static CostMap Registered(CostMap map, string json, int day)
    {
        var book = new PriceBook(map);
        foreach (var offer in Read(json).Offers) Assert.NotNull(book.Register(offer with { KnownSince = TestPrices.Day.AddDays(day) }).Model);
        return map.With(book.Added);
    }

    private static ModelEntries Read(string json) => ModelEntries.Read(Encoding.UTF8.GetBytes(json));
}
