using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Pricing;

public class ShippedPricesTests
{
    private static readonly DateTimeOffset s_october = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Map_AsShipped_CanBePricedWhole()
    {
        var map = ShippedPrices.Map;
        Assert.True(map.Models.Length >= 120);
        Assert.StartsWith("sha256:", map.Digest, StringComparison.Ordinal);
        foreach (var model in map.Models)
            foreach (var row in model.Rows) Assert.Empty(PriceChecks.Check(model.FullName, row.Prices));
    }

    [Fact]
    public void Map_WrittenAndReadBack_IsTheSame()
    {
        var map = ShippedPrices.Map;
        var again = CostMap.Create(CostMapSerializer.Read(CostMapSerializer.Write(map.Models), "copy"));
        Assert.Equal(map.Digest, again.Digest);
    }

    [Theory]
    [InlineData("openai", "gpt-4o", "0.0000025")]
    [InlineData("", "gpt-4o-mini", "0.00000015")]
    [InlineData("anthropic", "claude-sonnet-4-5", "0.000003")]
    [InlineData("gemini", "gemini-2.5-pro", "0.00000125")]
    [InlineData("", "gemini/gemini-2.5-flash", "0.0000003")]
    [InlineData("azure", "gpt-4o-2024-08-06", "0.0000025")]
    public void Find_KnownModels_HaveTheirInputPrice(string provider, string model, string price)
    {
        var rates = ShippedPrices.Map.Find(new EntryKey { Tenant = "t", Provider = provider, ResponseModel = model, Slot = Slot.At(s_october) }, s_october);
        Assert.Equal(Money.Parse(price), rates?[Meter.InputTokens]);
    }
}
