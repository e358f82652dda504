namespace Accounting.Core.Pricing;

/// <summary>The names of service tiers, and the suffix of the price fields of each (LiteLLM 2.5 and 2.8).</summary>
internal static class ServiceTiers
{
    public const string Batches = "_batches";

    /// <summary><c>_flex</c>, <c>_priority</c>, <c>_ultrafast</c>, or empty for the standard tier and all others.</summary>
    public static string Suffix(string tier) => tier.ToLowerInvariant() switch
    {
        "flex" or "on_demand_flex" => "_flex",
        "priority" or "fast" or "on_demand_priority" => "_priority",
        "ultrafast" => "_ultrafast",
        _ => "",
    };

    /// <summary>Whether the tier itself says that the call came in a batch (Anthropic's <c>service_tier</c>).</summary>
    public static bool IsBatch(string tier) => tier.Equals("batch", StringComparison.OrdinalIgnoreCase);
}
