using System.Text.Json;
using Accounting.Core.Pricing.Agreements;

namespace Accounting.Core.Pricing.Import;

/// <summary>Reads the entries of LiteLLM's <c>model_prices_and_context_window.json</c>.</summary>
internal static class LiteLlmMap
{
    public static bool Read(JsonElement root, MapEntries entries, bool withInfo)
    {
        foreach (var member in root.EnumerateObject())
        {
            if (member.Name is "sample_spec" or "fallback_generalizations") continue;
            if (member.Value.ValueKind != JsonValueKind.Object || member.Name.Length is 0 or > PricingLimits.NameCharsMax)
            {
                entries.Skip(member.Name, "no object of prices");
                continue;
            }
            if (!entries.TryAdd(ImportedModel.Of(member.Name, member.Value, withInfo))) return false;
        }
        return true;
    }
}
