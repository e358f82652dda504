using Accounting.Core.Amounts;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Versions;
using Accounting.Core.Statements;
using Accounting.Core.Tests.Pricing;
using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Statements;

public class EntryExplainerTests
{
    [Fact]
    public void Explain_AnyHistory_DerivesEachAmount()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var history = TestHistory.Random(seed);
            var explainer = new EntryExplainer(new HeldCostMaps(history.Map));
            foreach (var explained in history.Entries.Select(explainer.Explain).ToList())
            {
                Assert.True(explained.IsDerived, $"seed {seed}, entry {explained.Entry.Id}");
                Assert.True(explained.Meters.Count == explained.Entry.Quantities.Count, $"seed {seed}, entry {explained.Entry.Id}");
                Assert.True(explained.Entry.Amount is not null || explained.Meters.All(meter => meter.Price is null), $"seed {seed}, entry {explained.Entry.Id}");
            }
        }
    }

    [Fact]
    public void Explain_AnAdjustment_NamesTheMetersWhosePricesChanged()
    {
        var history = new TestHistory().With("1", "0.000001", "1").With("3", "0.000002", "1").Charge("r1", "1", TestHistory.Key("small", 0), 100).Reprice("3", "twice as dear");
        var explainer = new EntryExplainer(new HeldCostMaps(history.Map));
        var change = Assert.Single(history.Entries.Select(explainer.Explain).ToList()[^1].Changes);
        Assert.Equal(("input_tokens", "0.000001", "0.000002", "input_cost_per_token"), (change.Meter.Name, change.Old?.UnitPrice.ToString(), change.New?.UnitPrice.ToString(), change.New?.Field));
    }

    [Theory]
    [InlineData("input_cost_per_token:1", Meter.InputTokens, "1", "input_cost_per_token")]
    [InlineData("input_cost_per_token:1", Meter.CachedInputTokens, "1", "input_cost_per_token")]
    [InlineData("input_cost_per_token:1 input_cost_per_token_flex:0.5", Meter.InputTokens, "0.5", "input_cost_per_token_flex")]
    [InlineData("input_cost_per_token:1 input_cost_per_token_above_200k_tokens:2", Meter.InputTokens, "2", "input_cost_per_token_above_200k_tokens")]
    [InlineData("input_cost_per_token:1", Meter.InputTokens, "0.9", "input_cost_per_token")]
    [InlineData("output_cost_per_token:1", Meter.ReasoningTokens, "1", "output_cost_per_token")]
    [InlineData("input_cost_per_second:1", Meter.InputMilliseconds, "0.001", "input_cost_per_second")]
    [InlineData("output_cost_per_token:1", Meter.InputTokens, "3", "")]
    public void PriceFieldName_OfAUnitPrice_IsTheFieldThatGaveIt(string fields, Meter meter, string unitPrice, string expected)
    {
        var prices = TestPrices.Of("{" + string.Join(',', fields.Split(' ').Select(field => $"'{field.Split(':')[0]}':{field.Split(':')[1]}")) + "}");
        var row = new PriceRow { KnownSince = TestHistory.Start, Prices = prices };
        Assert.Equal(expected, PriceFieldName.Of(row, Meters.Of(meter), Money.Parse(unitPrice)));
    }
}
