using Accounting.Tokenization;

namespace Accounting.BatchClient.Tokens;

/// <summary>The tokenizer that a command works with.</summary>
/// <param name="Tokenizer">The tokenizer.</param>
/// <param name="IsKnown">Whether it is known to be the one that was asked for. Where not, its counts are estimates.</param>
internal sealed record ChosenTokenizer(Tokenizer Tokenizer, bool IsKnown)
{
    public string Name => Tokenizer.Name;
}
