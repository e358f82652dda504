using Accounting.Core.Amounts;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Pricing;

public class PriceRegistrationTests
{
    private static readonly DateTimeOffset s_now = TestPrices.Day.AddDays(30);
    private static readonly CostMap s_map = CostMap.Create([TestPrices.Model("openai", "m",
        "{'input_cost_per_token':'1e-6','output_cost_per_token':'2e-6'}", "m-2024")]);

    [Fact]
    public void Register_NewModel_HoldsSinceEver()
    {
        var result = Register(Offer("{'input_cost_per_token':'3e-6'}") with { Model = "new", Provider = "openai" });
        Assert.Null(result.EffectiveFrom);
        Assert.Equal("0.000003", Price(result, "new", Meter.InputTokens, TestPrices.Day.AddYears(-5)));
    }

    [Fact]
    public void Register_KnownModel_KeepsWhatTheOfferDoesNotName()
    {
        var result = Register(Offer("{'input_cost_per_token':'3e-6'}"));
        Assert.Equal("0.000003", Price(result, "m", Meter.InputTokens, s_now));
        Assert.Equal("0.000002", Price(result, "m", Meter.OutputTokens, s_now));
        Assert.Equal("0.000001", Price(result, "m", Meter.InputTokens, s_now.AddMinutes(-15)));
        Assert.Equal(("openai", "m"), (result.Model!.Provider, result.Model.Model));
    }

    [Theory]
    [InlineData("")]
    [InlineData("openai")]
    public void Register_Alias_BecomesAModelOfItsOwnWithItsHistory(string provider)
    {
        var result = Register(Offer("{'input_cost_per_token':'3e-6'}") with { Model = "m-2024", Provider = provider });
        Assert.Equal("openai/m-2024", result.Model!.FullName);
        Assert.Equal("0.000003", Price(result, "m-2024", Meter.InputTokens, s_now));
        Assert.Equal("0.000002", Price(result, "m-2024", Meter.OutputTokens, s_now));
        Assert.Equal("0.000001", Price(result, "m-2024", Meter.InputTokens, s_now.AddDays(-1)));
        Assert.Equal("0.000001", Price(result, "m", Meter.InputTokens, s_now));
    }

    [Fact]
    public void Register_FromWithinASlot_SaysWhenItTakesEffect()
    {
        var result = Register(Offer("{'input_cost_per_token':'3e-6'}") with { ValidFrom = s_now.AddMinutes(7) });
        Assert.Equal(s_now.AddMinutes(15), result.EffectiveFrom);
        Assert.Equal(s_now, Register(Offer("{'input_cost_per_token':'3e-6'}") with { ValidFrom = s_now }).EffectiveFrom);
    }

    [Fact]
    public void Register_Correction_ReplacesThePastAndNeedsAReason()
    {
        var offer = Offer("{'input_cost_per_token':'1e-4'}") with { Kind = PriceKind.Correction };
        var refused = Register(offer);
        Assert.Null(refused.Model);
        Assert.Equal(PriceProblemKind.NoReason, refused.Problems.Single().Kind);
        var result = Register(offer with { Reason = "a hundred times too low" });
        Assert.Equal("0.0001", Price(result, "m", Meter.InputTokens, TestPrices.Day.AddDays(-1)));
    }

    [Theory]
    [InlineData("{'input_cost_per_token':2.5}", PriceProblemKind.WrongUnit)]
    [InlineData("{'input_cost_per_token':'-1e-6'}", PriceProblemKind.NegativePrice)]
    [InlineData("{'output_cost_per_token':'2e-4'}", PriceProblemKind.Jump)]
    [InlineData("{'input_cost_per_token_above_50k_tokens':'2e-6'}", PriceProblemKind.OffBand)]
    [InlineData("{'regional_endpoint_uplift_multiplier':0}", PriceProblemKind.PriceTooLarge)]
    public void Register_BadPrice_IsRefused(string prices, PriceProblemKind kind)
    {
        var result = Register(Offer(prices));
        Assert.Null(result.Model);
        Assert.Contains(result.Problems, problem => problem.Kind == kind);
        var forced = Register(Offer(prices) with { Force = true, Reason = "it is so" });
        Assert.Equal(kind is PriceProblemKind.WrongUnit or PriceProblemKind.Jump, forced.Model is not null);
    }

    [Fact]
    public void Register_PeriodThatEndsBeforeItBegins_IsRefused()
    {
        var result = Register(Offer("{'input_cost_per_token':'3e-6'}") with { ValidFrom = s_now, ValidTo = s_now });
        Assert.Equal(PriceProblemKind.BadPeriod, result.Problems.Single().Kind);
    }

    private static PriceOffer Offer(string prices) =>
        new() { Model = "m", Prices = TestPrices.Of(prices), KnownSince = s_now, Source = "test" };

    private static RegistrationResult Register(PriceOffer offer) => PriceRegistration.Register(s_map, offer);

    private static string? Price(RegistrationResult result, string model, Meter meter, DateTimeOffset time) =>
        s_map.With([result.Model!])
            .Find(new() { Tenant = "t", Provider = "openai", ResponseModel = model, Slot = Slot.At(time) }, time)?[meter]?.ToString();
}
