using Accounting.Core.Amounts;

namespace Accounting.Core.Pricing;

/// <summary>What the prices of a call depend on, beside its quantities.</summary>
public sealed record PricingFacts
{
    /// <summary>LiteLLM's name; empty where it is not known.</summary>
    public string Provider { get; init; } = "";
    /// <summary>The model's mode: <c>chat</c>, <c>image_generation</c>, ...</summary>
    public string Mode { get; init; } = "";
    /// <summary>The whole prompt, cached tokens included.</summary>
    public RequestSize PromptSize { get; init; }
    public string ServiceTier { get; init; } = "";
    public bool Batch { get; init; }
    public string Speed { get; init; } = "";
    public string Region { get; init; } = "";
    public string Residency { get; init; } = "";
    /// <summary><c>1024x1024</c>, <c>720p</c>; empty where the log says nothing.</summary>
    public string ImageSize { get; init; } = "";
    /// <summary>Whether off-peak prices hold at the call's time.</summary>
    public bool OffPeak { get; init; }
    /// <summary>A fee for each token of the prompt beside the model's own price (Azure's model router).</summary>
    public ExactDecimal PromptTokenFee { get; init; }
    /// <summary>What a code interpreter session costs where the model itself has no price for it.</summary>
    public ExactDecimal? SessionCost { get; init; }
    /// <summary>A factor on every price: discount and margin.</summary>
    public ExactDecimal Factor { get; init; } = ExactDecimal.One;
}
