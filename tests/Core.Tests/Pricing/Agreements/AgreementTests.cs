using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Agreements;
using Accounting.Core.Pricing.Import;
using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Pricing.Agreements;

public sealed class AgreementTests
{
    private static readonly DateTimeOffset s_day = TestPrices.Day;

    // gpt-x: 2 and 8 USD a token of input and output; draw-x: 3 USD an image.
    private static readonly CostMap s_map = CostMap.Create(
    [
        TestPrices.Model("openai", "gpt-x", "{'input_cost_per_token':2,'output_cost_per_token':8,'cache_read_input_token_cost':1}"),
        TestPrices.Model("anthropic", "claude-x", "{'input_cost_per_token':2,'output_cost_per_token':8}"),
        TestPrices.Model("openai", "draw-x", "{'output_cost_per_image':3}") with { Mode = "image_generation" },
    ]);

    // 10 tokens in, 1 out: 28 USD by the map.
    [Theory]
    [InlineData("acme", "openai", "gpt-x", "24.57")] // acme at OpenAI: 28 x 0.75 x 1.17
    [InlineData("acme", "anthropic", "claude-x", "25.2")] // acme at any other: 28 x 0.9
    [InlineData("umbrella", "openai", "gpt-x", "26.6")] // all at OpenAI: 28 x 0.95
    [InlineData("umbrella", "anthropic", "claude-x", "29.4")] // all at any: 28 x 1.05
    public void Find_DiscountAndMargin_TheNearestAgreementDecides(string tenant, string provider, string model, string expected)
    {
        var map = With(s_map,
            Terms("acme", "openai", "{'agreement':{'discount':0.25,'margin':0.17}}"), Terms("acme", "", "{'agreement':{'discount':0.1}}"),
            Terms(null, "openai", "{'agreement':{'discount':0.05}}"), Terms(null, "", "{'agreement':{'margin':0.05}}"));
        Assert.Equal(expected, Charge(map, tenant, provider, model, s_day)?.ToString());
    }

    [Theory]
    [InlineData("acme", "15.5")] // 10 x 1.5 + 0.5
    [InlineData("umbrella", "28")]
    public void Find_PriceOfATenant_HoldsForItsCallsAlone(string tenant, string expected)
    {
        var map = With(s_map, Price("acme", "openai/gpt-x", "{'input_cost_per_token':1.5,'output_cost_per_token':0.5}"));
        Assert.Equal(expected, Charge(map, tenant, "openai", "gpt-x", s_day)?.ToString());
    }

    [Fact]
    public void Find_PriceOfATenant_IsDiscountedToo()
    {
        // LiteLLM 2.8: custom prices first, then discount and margin.
        var map = With(s_map, Price("acme", "openai/gpt-x", "{'input_cost_per_token':1.5,'output_cost_per_token':0.5}"), Terms("acme", "", "{'agreement':{'discount':0.1}}"));
        Assert.Equal("13.95", Charge(map, "acme", "openai", "gpt-x", s_day)?.ToString());
    }

    [Theory]
    [InlineData(-1, "28")]
    [InlineData(0, "25.2")]
    [InlineData(9, "25.2")]
    [InlineData(10, "26.6")]
    public void Find_AgreementWithAPeriod_HoldsWithinItAlone(int days, string expected)
    {
        var first = Terms("acme", "", "{'agreement':{'discount':0.1}}") with { ValidFrom = s_day };
        var second = Terms("acme", "", "{'agreement':{'discount':0.05}}") with { ValidFrom = s_day.AddDays(10), KnownSince = s_day.AddDays(3) };
        Assert.Equal(expected, Charge(With(s_map, first, second), "acme", "openai", "gpt-x", s_day.AddDays(days))?.ToString());
    }

    [Fact]
    public void Find_AgreementThatEnded_MakesRoomForTheOneOfAll()
    {
        var ended = Terms("acme", "", "{}") with { Replaces = true, ValidFrom = s_day.AddDays(1), KnownSince = s_day.AddDays(1), Reason = "ended" };
        var map = With(s_map, Terms(null, "", "{'agreement':{'margin':0.5}}"), Terms("acme", "", "{'agreement':{'discount':0.1}}"), ended);
        Assert.Equal(("25.2", "42"), (Charge(map, "acme", "openai", "gpt-x", s_day)?.ToString(), Charge(map, "acme", "openai", "gpt-x", s_day.AddDays(1))?.ToString()));
    }

    [Fact]
    public void Find_Images_KnowNoDiscount()
    {
        var map = With(s_map, Terms("acme", "", "{'agreement':{'discount':0.1}}"));
        var rates = map.Find(KeyOf("acme", "openai", "draw-x", s_day), s_day)!;
        Assert.Equal("3", rates[Meter.OutputImages]?.ToString());
    }

    [Fact]
    public void Find_OtherTenants_SeeNothingOfAnAgreement()
    {
        var map = With(s_map, Terms("acme", "", "{'agreement':{'discount':0.1}}"), Price("acme/openai/gpt-x", "openai/gpt-x", "{'input_cost_per_token':1}"));
        Assert.Equal("28", Charge(map, "acme%", "openai", "gpt-x", s_day)?.ToString());
        Assert.Equal("28", Charge(map, "*", "openai", "gpt-x", s_day)?.ToString());
        Assert.Null(map.Find(KeyOf("acme", "", "agreement/acme", s_day), s_day));
        Assert.Null(map.Resolve("agreement/acme").Model);
    }

    [Theory]
    [InlineData("acme", "openai")]
    [InlineData(null, "")]
    [InlineData("a/b %*ü", "")]
    public void PartyOf_WhatANameWasMadeFor_ComesBack(string? tenant, string provider)
    {
        var terms = With(CostMap.Empty, Terms(tenant, provider, "{'agreement':{'discount':0.1}}")).Models.Single();
        Assert.Equal(new AgreementParty(tenant, provider, null), Agreement.PartyOf(terms));
        var price = With(CostMap.Empty, Price(tenant, "openai/ft:x/y", "{'input_cost_per_token':1}")).Models.Single();
        Assert.Equal(new AgreementParty(tenant, "", "openai/ft:x/y"), Agreement.PartyOf(price));
    }

    [Theory]
    [InlineData("{'agreement':{'discount':1.01}}", PriceProblemKind.PriceTooLarge)]
    [InlineData("{'agreement':{'discount':-0.1}}", PriceProblemKind.NegativePrice)]
    [InlineData("{'agreement':{'margin':10}}", PriceProblemKind.WrongUnit)]
    public void Register_TermsThatCannotBe_AreRefused(string terms, PriceProblemKind expected) =>
        Assert.Equal(expected, Assert.Single(PriceRegistration.Register(s_map, Terms("acme", "", terms)).Problems).Kind);

    [Theory]
    [InlineData("agreement/acme", "chat")]
    [InlineData("openai/agreement/acme", "")]
    [InlineData("gpt-x", Agreement.Mode)]
    public void Register_AModelWithANameOfAgreements_IsRefused(string model, string mode)
    {
        var offer = new PriceOffer { Provider = "openai", Model = model, Mode = mode, KnownSince = s_day, Prices = TestPrices.Of("{'input_cost_per_token':0}") };
        var result = PriceRegistration.Register(s_map, offer);
        Assert.Null(result.Model);
        Assert.Contains(result.Problems, problem => problem.Kind == PriceProblemKind.Reserved);
    }

    [Fact]
    public void Import_AMapThatNamesAgreements_LeavesThemOut()
    {
        var json = """
            {"agreement/acme":{"litellm_provider":"openai","mode":"chat","input_cost_per_token":0,"agreement":{"discount":1}},
             "x":{"mode":"agreement","input_cost_per_token":0},
             "openai/agreement/*":{"agreement":{"discount":1}},"y":{"litellm_provider":"openai","mode":"chat","input_cost_per_token":1e-6}}
            """u8.ToArray();
        var report = CostMapImport.Read(json, s_map, new() { KnownSince = s_day });
        Assert.True(report.Accepted);
        Assert.Equal("y", Assert.Single(report.Models).Model);
        Assert.Equal(3, report.Problems.Count(problem => problem.Kind == PriceProblemKind.Reserved));
    }

    [Fact]
    public void Digest_OfAMapWithAgreements_DependsOnThem()
    {
        var with = With(s_map, Terms("acme", "", "{'agreement':{'discount':0.1}}"));
        Assert.NotEqual(s_map.Digest, with.Digest);
        Assert.Equal(with.Digest, CostMap.Create(CostMapSerializer.Read(CostMapSerializer.Write(with.Models), "a map")).Digest);
    }

    private static PriceOffer Terms(string? tenant, string provider, string json) => Offer(provider, Agreement.TermsOf(tenant), json);

    private static PriceOffer Price(string? tenant, string model, string json) => Offer("", Agreement.PriceOf(tenant, model), json);

    private static PriceOffer Offer(string provider, string name, string json) =>
        new() { Provider = provider, Model = name, Mode = Agreement.Mode, KnownSince = s_day, Prices = TestPrices.Of(json), Force = json.Contains("cost", StringComparison.Ordinal), Reason = "test" };

    private static CostMap With(CostMap map, params ReadOnlySpan<PriceOffer> offers)
    {
        foreach (var offer in offers) map = map.With([PriceRegistration.Register(map, offer).Model!]);
        return map;
    }

    private static Money? Charge(CostMap map, string tenant, string provider, string model, DateTimeOffset time) =>
        map.Find(KeyOf(tenant, provider, model, time), time)!.Charge([new(Meter.InputTokens, 10), new(Meter.OutputTokens, 1)]);

    private static EntryKey KeyOf(string tenant, string provider, string model, DateTimeOffset time) =>
        new() { Tenant = tenant, Provider = provider, ResponseModel = model, Slot = Slot.At(time) };
}
