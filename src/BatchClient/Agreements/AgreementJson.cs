using System.Text.Json;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Models;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Agreements;

namespace Accounting.BatchClient.Agreements;

/// <summary>The members of one agreement: whose, since when, and what.</summary>
internal static class AgreementJson
{
    public static void Write(Utf8JsonWriter json, AgreementParty party, PriceRow row)
    {
        json.WriteString("tenant", party.Tenant);
        json.WriteString("provider", party.Provider.Length > 0 ? party.Provider : null);
        json.WriteString("model", party.Model);
        json.WriteString("discount", row.Prices[Agreement.DiscountField]?.ToString());
        json.WriteString("margin", row.Prices[Agreement.MarginField]?.ToString());
        ModelJson.WriteRates(json, party.Model is null ? null : row.Prices);
        json.WriteString("valid_from", Instants.Rfc3339(row.ValidFrom));
        json.WriteString("valid_to", Instants.Rfc3339(row.ValidTo));
        json.WriteString("known_since", Instants.Rfc3339(row.KnownSince));
        json.WriteString("source", row.Source);
        json.WriteString("reason", row.Reason);
    }
}
