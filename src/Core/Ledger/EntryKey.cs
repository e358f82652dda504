using Accounting.Core.Usage;

namespace Accounting.Core.Ledger;

/// <summary>
/// All that pricing needs to know of a call beside its quantities (invariant 6). Calls of one key are summed into one entry, and the sum
/// is priced as each of them would have been. Texts are empty where the log says nothing, never null.
/// </summary>
public sealed record EntryKey
{
    public required string Tenant { get; init; }
    /// <summary>Who served the call: <c>openai</c>, <c>anthropic</c>, <c>gemini</c>, <c>vertex_ai</c>, <c>bedrock</c>, <c>azure</c>, ... (LiteLLM's names).</summary>
    public string Provider { get; init; } = "";
    public string ResponseModel { get; init; } = "";
    public string RequestedModel { get; init; } = "";
    /// <summary><c>chat</c>, <c>responses</c>, <c>completion</c>, <c>embedding</c>, ...</summary>
    public string CallType { get; init; } = "";
    public required Slot Slot { get; init; }
    /// <summary>Band of the whole prompt, cached tokens included.</summary>
    public Band InputBand { get; init; }
    public Band OutputBand { get; init; }
    /// <summary>Empty for the standard tier; else <c>flex</c>, <c>priority</c>, ... as the response says.</summary>
    public string ServiceTier { get; init; } = "";
    public bool Batch { get; init; }
    /// <summary>Anthropic's <c>speed</c>: empty or <c>fast</c>.</summary>
    public string Speed { get; init; } = "";
    /// <summary>Cloud region, as in <c>us-east-1</c>.</summary>
    public string Region { get; init; } = "";
    /// <summary>Where data must stay: <c>us</c>, <c>eu</c> (OpenAI data residency, Anthropic <c>inference_geo</c>).</summary>
    public string Residency { get; init; } = "";
    public string ImageSize { get; init; } = "";
    public string ImageQuality { get; init; } = "";
    public UsageSource Source { get; init; }
}
