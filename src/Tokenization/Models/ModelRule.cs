namespace Accounting.Tokenization.Models;

/// <summary>One row of the table of models.</summary>
/// <param name="Name">The model's bare name, lower case.</param>
/// <param name="AndLonger">Whether names that begin with it belong to the row as well (dated and sized variants).</param>
/// <param name="Encoding">The encoding's name.</param>
/// <param name="ReplyPriming">What the opening of the reply adds to a prompt: 3, and 2 for reasoning models (measured:
/// docs/TOKEN-COUNTING.md).</param>
/// <param name="IsKnown">Whether the model really uses the encoding; else it is the nearest one.</param>
internal readonly record struct ModelRule(
    string Name, bool AndLonger, string Encoding, int ReplyPriming = ModelRule.UsualReplyPriming, bool IsKnown = true)
{
    public const int UsualReplyPriming = 3;
    public const int ReasoningReplyPriming = 2;

    public bool Matches(ReadOnlySpan<char> model) => AndLonger
        ? model.StartsWith(Name, StringComparison.OrdinalIgnoreCase)
        : model.Equals(Name, StringComparison.OrdinalIgnoreCase);
}
