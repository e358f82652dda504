namespace Accounting.Core.Usage;

/// <summary>Which provider counts its reasoning tokens where.</summary>
public static class ReasoningConventions
{
    /// <param name="provider">LiteLLM's name of the provider; empty where it is not known.</param>
    public static ReasoningConvention Of(string provider) => provider switch
    {
        "perplexity" => ReasoningConvention.OnTop,
        "xai" => ReasoningConvention.OnTopUnlessTotalIncludes,
        _ => ReasoningConvention.Included,
    };
}
