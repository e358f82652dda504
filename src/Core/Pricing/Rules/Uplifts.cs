using Accounting.Core.Amounts;

namespace Accounting.Core.Pricing.Rules;

/// <summary>
/// Factors on the prices of input and output: residency, regional endpoints, Anthropic's geography and speed (LiteLLM 2.5, step 7, and
/// 2.6).
/// </summary>
internal static class Uplifts
{
    public static ExactDecimal Of(PriceFields prices, PricingFacts facts)
    {
        var factor = ExactDecimal.One;
        var residency = facts.Residency.ToLowerInvariant();
        if (residency.Length > 0 && residency is not ("global" or "not_available"))
        {
            factor *= prices["regional_processing_uplift_multiplier_" + residency] ?? ExactDecimal.One;
            factor *= prices["provider_specific_entry." + residency] ?? ExactDecimal.One;
        }
        if (facts.Region.Length > 0 && !facts.Region.Equals("global", StringComparison.OrdinalIgnoreCase))
            factor *= prices["regional_endpoint_uplift_multiplier"] ?? ExactDecimal.One;
        if (facts.Speed.Equals("fast", StringComparison.OrdinalIgnoreCase))
            factor *= prices["provider_specific_entry.fast"] ?? ExactDecimal.One;
        return factor;
    }
}
