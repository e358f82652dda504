namespace Accounting.Core.Usage;

/// <summary>Which provider counts its reasoning tokens where.</summary>
public static class ReasoningConventions
{
    /// <param name="provider">LiteLLM's name of the provider; empty where it is not known.</param>
    public static ReasoningConvention Of(string provider) => provider.ToLowerInvariant() switch
    {
        "perplexity" => ReasoningConvention.OnTop,
        "xai" or "x_ai" or "x-ai" => ReasoningConvention.OnTopUnlessTotalIncludes,
        _ => ReasoningConvention.Included,
    };
}
