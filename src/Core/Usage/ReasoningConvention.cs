namespace Accounting.Core.Usage;

/// <summary>Where a provider counts its reasoning tokens (LiteLLM 2.6).</summary>
public enum ReasoningConvention : byte
{
    /// <summary>Within the completion tokens: nearly everyone.</summary>
    Included = 0,
    /// <summary>On top of the completion tokens: Perplexity.</summary>
    OnTop = 1,
    /// <summary>On top, unless the reported total is exactly prompt plus completion: xAI.</summary>
    OnTopUnlessTotalIncludes = 2,
}
