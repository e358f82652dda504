using Accounting.Core.Amounts;

namespace Accounting.Core.Pricing.Agreements;

/// <summary>
/// What was agreed with a tenant beside the cost map: a discount and a margin on what a provider's models cost, or a price of a model that holds for this tenant alone
/// (LiteLLM 2.8). Each is an entry of the cost map like a model: it has dated rows with source and reason, belongs to a version and is never forgotten.
/// </summary>
public static class Agreement
{
    /// <summary>The mode of such an entry: no call is priced by its name.</summary>
    public const string Mode = "agreement";

    /// <summary>A fraction from 0 to 1: 0.05 for five per cent.</summary>
    public const string DiscountField = "agreement.discount";

    /// <summary>A fraction on what the discount leaves: 0.10 for ten per cent.</summary>
    public const string MarginField = "agreement.margin";

    private const string Prefix = "agreement/";

    // No tenant has this name once it is escaped.
    private const string AnyTenant = "*";

    /// <summary>The name of the terms of a tenant.</summary>
    /// <param name="tenant">Null: of all tenants that have none of their own.</param>
    public static string TermsOf(string? tenant) => Prefix + (tenant is null ? AnyTenant : Uri.EscapeDataString(tenant));

    /// <summary>The name of a price that holds for one tenant alone.</summary>
    /// <param name="tenant">Null: for all tenants that have none of their own.</param>
    /// <param name="model"><see cref="ModelPrices.FullName"/> of the model.</param>
    public static string PriceOf(string? tenant, string model) => $"{TermsOf(tenant)}/{model}";

    /// <summary>Whether a name, with or without a provider before it, is kept for agreements: no model may have it, or a price list could change what was agreed.</summary>
    public static bool IsReserved(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) || name.Contains("/" + Prefix, StringComparison.Ordinal);

    /// <summary>Whose the entry is and what it prices; null where it is no agreement.</summary>
    public static AgreementParty? PartyOf(ModelPrices entry)
    {
        if (entry.Mode != Mode || !entry.Model.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var parts = entry.Model[Prefix.Length..].Split('/', 2);
        return new(parts[0] == AnyTenant ? null : Uri.UnescapeDataString(parts[0]), ProviderNames.Normalize(entry.Provider), parts.Length > 1 ? parts[1] : null);
    }

    /// <summary>What every unit price is multiplied by: 1 − discount, times 1 + margin (LiteLLM 2.8).</summary>
    internal static ExactDecimal FactorOf(PriceFields terms) =>
        new PriceAdjustment { Discount = terms[DiscountField] ?? ExactDecimal.Zero, Margin = terms[MarginField] ?? ExactDecimal.Zero }.Factor;
}
