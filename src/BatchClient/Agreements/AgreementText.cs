using Accounting.Core.Amounts;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Agreements;

namespace Accounting.BatchClient.Agreements;

/// <summary>Agreements for reading.</summary>
internal static class AgreementText
{
    private static readonly ExactDecimal s_hundred = new(100, 0);

    /// <summary><c>tenant acme, models of openai</c>.</summary>
    public static string Party(AgreementParty party)
    {
        var who = party.Tenant is { } tenant ? $"tenant {tenant}" : "all other tenants";
        return party.Model is { } model ? $"{who}, model {model}" : party.Provider.Length > 0 ? $"{who}, models of {party.Provider}" : who;
    }

    /// <summary><c>5% discount, 10% margin</c>, or prices by field.</summary>
    public static string Terms(PriceFields prices) => prices.IsEmpty
        ? "ended"
        : string.Join(", ", prices.Values.Select(price => price.Key switch
        {
            Agreement.DiscountField => $"{price.Value * s_hundred}% discount",
            Agreement.MarginField => $"{price.Value * s_hundred}% margin",
            var field => $"{field} {price.Value}",
        }));
}
