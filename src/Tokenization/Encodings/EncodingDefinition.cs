using System.Globalization;
using Accounting.Tokenization.BytePair;
using Accounting.Tokenization.Splitting;

namespace Accounting.Tokenization.Encodings;

/// <summary>
/// What an encoding is made of; <paramref name="Nfkc"/>: its text is normalized first. The ids and texts of special tokens are those of
/// tiktoken 0.14, and of npm <c>@anthropic-ai/tokenizer</c> 0.0.4 for claude.
/// </summary>
internal sealed record EncodingDefinition(string Name, SplitPattern Pattern, Lazy<Vocabulary> Vocabulary,
    Dictionary<int, string> SpecialTokens, bool Nfkc = false)
{
    private static readonly Lazy<Vocabulary> Cl100k = new(() => new("cl100k_base.merges.br"));
    private static readonly Lazy<Vocabulary> O200k = new(() => new("o200k_base.merges.br"));
    private static readonly Lazy<Vocabulary> R50k = new(() => new("r50k_base.merges.br"));
    private static readonly Lazy<Vocabulary> P50k = new(() => new("r50k_base.merges.br", "p50k_base.merges.br"));
    private static readonly Lazy<Vocabulary> Claude = new(() => new("claude.merges.br"));

    /// <summary>Every encoding, in the order in which they are named to users.</summary>
    public static readonly IReadOnlyList<EncodingDefinition> All =
    [
        new("o200k_base", SplitPattern.O200k, O200k, new() { [199999] = "<|endoftext|>", [200018] = "<|endofprompt|>" }),
        new("o200k_harmony", SplitPattern.O200k, O200k, HarmonyTokens()),
        new("cl100k_base", SplitPattern.Cl100k, Cl100k, new()
        {
            [100257] = "<|endoftext|>", [100258] = "<|fim_prefix|>", [100259] = "<|fim_middle|>", [100260] = "<|fim_suffix|>",
            [100276] = "<|endofprompt|>",
        }),
        new("p50k_base", SplitPattern.Gpt2, P50k, new() { [50256] = "<|endoftext|>" }),
        new("p50k_edit", SplitPattern.Gpt2, P50k, new()
        {
            [50256] = "<|endoftext|>", [50281] = "<|fim_prefix|>", [50282] = "<|fim_middle|>", [50283] = "<|fim_suffix|>",
        }),
        new("r50k_base", SplitPattern.Gpt2, R50k, new() { [50256] = "<|endoftext|>" }),
        new("claude", SplitPattern.Gpt2, Claude, new()
        {
            [0] = "<EOT>", [1] = "<META>", [2] = "<META_START>", [3] = "<META_END>", [4] = "<SOS>",
        }, Nfkc: true),
    ];

    /// <summary>
    /// The special tokens of OpenAI's harmony chat format; ids without a purpose are reserved under a name that holds the id.
    /// </summary>
    private static Dictionary<int, string> HarmonyTokens()
    {
        var tokens = new Dictionary<int, string>
        {
            [199998] = "<|startoftext|>", [199999] = "<|endoftext|>", [200002] = "<|return|>", [200003] = "<|constrain|>",
            [200005] = "<|channel|>",
            [200006] = "<|start|>", [200007] = "<|end|>", [200008] = "<|message|>", [200012] = "<|call|>", [200018] = "<|endofprompt|>",
        };
        for (var id = 200000; id <= 201087; id++) tokens.TryAdd(id, string.Create(CultureInfo.InvariantCulture, $"<|reserved_{id}|>"));
        return tokens;
    }
}
