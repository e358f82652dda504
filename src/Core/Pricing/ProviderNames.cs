using System.Collections.Frozen;

namespace Accounting.Core.Pricing;

/// <summary>The many names of one provider, and which provider's prices hold for which (LiteLLM 2.4).</summary>
public static class ProviderNames
{
    private static readonly FrozenDictionary<string, string> s_aliases = new Dictionary<string, string>
    {
        ["google"] = "gemini", ["google_ai"] = "gemini", ["google_ai_studio"] = "gemini", ["google_genai"] = "gemini",
        ["gcp.gemini"] = "gemini",
        ["vertex"] = "vertex_ai", ["google_vertex"] = "vertex_ai", ["gcp.vertex_ai"] = "vertex_ai",
        ["aws"] = "bedrock", ["aws.bedrock"] = "bedrock", ["aws_bedrock"] = "bedrock", ["amazon_bedrock"] = "bedrock",
        ["azure_openai"] = "azure", ["az.ai.openai"] = "azure", ["azure.ai.openai"] = "azure", ["az.ai.inference"] = "azure_ai",
        ["azure.ai.inference"] = "azure_ai",
        ["text_completion_openai"] = "openai", ["openai_text"] = "openai", ["cohere_chat"] = "cohere", ["azure_text"] = "azure",
        ["together"] = "together_ai", ["togetherai"] = "together_ai", ["fireworks"] = "fireworks_ai", ["x_ai"] = "xai",
        ["mistralai"] = "mistral", ["mistral_ai"] = "mistral",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// LiteLLM's name: lower case, families joined (<c>vertex_ai-language-models</c> is <c>vertex_ai</c>), aliases resolved.
    /// </summary>
    public static string Normalize(string provider)
    {
        if (provider.Length == 0) return "";
        var name = provider.Trim().ToLowerInvariant();
        if (s_aliases.TryGetValue(name.Replace('-', '_'), out var known)) return known;
        foreach (var family in (ReadOnlySpan<string>)["vertex_ai", "bedrock", "fireworks_ai"])
            if (name.StartsWith(family, StringComparison.Ordinal)) return family;
        return name;
    }

    /// <summary>Whether an entry's prices hold for calls of a provider; both normalised. Where either is not known, they do.</summary>
    public static bool Accepts(string callProvider, string entryProvider) => callProvider switch
    {
        "" or "litellm_proxy" or "github" => true,
        "azure_ai" when entryProvider is "azure" or "openai" => true,
        _ => callProvider == entryProvider || entryProvider.Length == 0,
    };
}
