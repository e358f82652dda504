namespace Accounting.Tokenization.Models;

/// <summary>
/// Which encoding counts which model. The facts are those of tiktoken's table of models; families that appeared since follow their
/// predecessors.
/// </summary>
public static class ModelEncodings
{
    private const string O200k = "o200k_base";
    private const string Harmony = "o200k_harmony";
    private const string Cl100k = "cl100k_base";
    private const string P50k = "p50k_base";
    private const string P50kEdit = "p50k_edit";
    private const string R50k = "r50k_base";
    private const string Claude = "claude";
    private const int Reasoning = ModelRule.ReasoningReplyPriming;

    /// <summary>What stands before the model's name at Bedrock, with a region before it or not.</summary>
    private static readonly string[] BedrockVendors = ["openai.", "anthropic."];

    /// <summary>The first row that matches decides.</summary>
    private static readonly ModelRule[] Rules =
    [
        new("gpt-oss", true, Harmony),
        new("gpt-4o", true, O200k),
        new("chatgpt-4o", true, O200k),
        new("gpt-4.1", true, O200k),
        new("gpt-4.5", true, O200k),
        new("gpt-41", true, O200k),
        new("gpt-5", true, O200k, Reasoning),
        new("gpt-audio", true, O200k),
        new("gpt-realtime", true, O200k),
        new("codex-mini", true, O200k, Reasoning),
        new("computer-use-preview", true, O200k, Reasoning),
        new("o1", false, O200k, Reasoning),
        new("o1-", true, O200k, Reasoning),
        new("o3", false, O200k, Reasoning),
        new("o3-", true, O200k, Reasoning),
        new("o4-mini", true, O200k, Reasoning),
        new("gpt-4", true, Cl100k),
        new("gpt-3.5", true, Cl100k),
        new("gpt-35", true, Cl100k),
        new("text-embedding-3", true, Cl100k),
        new("text-embedding-ada-002", true, Cl100k),
        new("davinci-002", false, Cl100k),
        new("babbage-002", false, Cl100k),
        new("text-davinci-edit-001", false, P50kEdit),
        new("code-davinci-edit-001", false, P50kEdit),
        new("text-davinci-003", false, P50k),
        new("text-davinci-002", false, P50k),
        new("code-davinci-00", true, P50k),
        new("code-cushman-00", true, P50k),
        new("davinci-codex", false, P50k),
        new("cushman-codex", false, P50k),
        new("text-davinci-001", false, R50k),
        new("text-curie-001", false, R50k),
        new("text-babbage-001", false, R50k),
        new("text-ada-001", false, R50k),
        new("text-similarity-", true, R50k),
        new("text-search-", true, R50k),
        new("code-search-", true, R50k),
        new("davinci", false, R50k),
        new("curie", false, R50k),
        new("babbage", false, R50k),
        new("ada", false, R50k),
        new("gpt2", false, R50k),
        new("claude-2", true, Claude),
        new("claude-instant", true, Claude),
        new("claude", true, Claude, IsKnown: false),
    ];

    private static readonly ModelRule[] LiteLlmRules =
    [
        new("claude-", true, Claude),
        new("gpt-4o", true, O200k),
        new("chatgpt-4o", true, O200k),
        new("gpt-4.1", true, O200k),
        new("gpt-5", true, O200k),
        new("o1", false, O200k),
        new("o1-", true, O200k),
        new("o3", false, O200k),
        new("o3-", true, O200k),
        new("o4-mini", true, O200k),
        new("gpt-4", true, Cl100k),
        new("gpt-3.5", true, Cl100k),
        new("gpt-35-turbo", true, Cl100k),
        new("text-embedding-", true, Cl100k),
    ];

    /// <summary>
    /// The encoding that the model really uses, behind any provider's prefix (<c>azure/gpt-4o</c>, <c>openrouter/openai/o3</c>,
    /// <c>openai.gpt-oss-20b-1:0</c>), dated, or fine-tuned (<c>ft:gpt-4o-mini:org::id</c>). Claude 3 and later have none that is published:
    /// Claude 2's is the nearest (measured: docs/TOKEN-COUNTING.md), and not known. Any other model: o200k_base, not known.
    /// </summary>
    public static EncodingChoice For(string model) =>
        TryFind(Rules, Bare(model), out var rule) ? new(rule.Encoding, rule.IsKnown) : new(O200k, false);

    /// <summary>Tokens that the opening of the reply adds to a prompt of the model.</summary>
    internal static int ReplyPriming(string model) =>
        TryFind(Rules, Bare(model), out var rule) ? rule.ReplyPriming : ModelRule.UsualReplyPriming;

    /// <summary>
    /// The encoding that LiteLLM counts the model with (1.2, with the tokenizers that it would download taken as unreachable). Only bare
    /// names count as OpenAI's: <c>azure/gpt-4o</c> and fine-tuned models get cl100k_base. Not known: where LiteLLM falls back to it.
    /// </summary>
    public static EncodingChoice LikeLiteLlm(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Contains("claude-3", StringComparison.Ordinal)) return new(Cl100k, false);
        return TryFind(LiteLlmRules, model, out var rule) ? new(rule.Encoding, true) : new(Cl100k, false);
    }

    private static bool TryFind(ModelRule[] rules, ReadOnlySpan<char> bare, out ModelRule found)
    {
        foreach (var rule in rules)
        {
            found = rule;
            if (rule.Matches(bare)) return true;
        }
        found = default;
        return false;
    }

    /// <summary>The name without the provider's prefix and without what fine-tuning put around it.</summary>
    private static ReadOnlySpan<char> Bare(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var bare = model.AsSpan(model.LastIndexOf('/') + 1).Trim();
        if (bare.StartsWith("ft:", StringComparison.OrdinalIgnoreCase))
        {
            bare = bare[3..];
            if (bare.IndexOf(':') is var end and >= 0) bare = bare[..end];
        }
        foreach (var vendor in BedrockVendors)
            if (bare.IndexOf(vendor, StringComparison.OrdinalIgnoreCase) is var start and >= 0) return bare[(start + vendor.Length)..];
        return bare;
    }
}
