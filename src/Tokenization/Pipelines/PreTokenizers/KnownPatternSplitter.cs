using Accounting.Tokenization.Splitting;

namespace Accounting.Tokenization.Pipelines.PreTokenizers;

/// <summary>A splitting pattern that the encodings have too: each match is a piece, and everything is matched.</summary>
/// <param name="pattern">The pattern.</param>
/// <param name="cutsNumbers">Whether each digit is a piece of its own. In these patterns only the part for numbers takes what starts with one.</param>
internal sealed class KnownPatternSplitter(SplitPattern pattern, bool cutsNumbers = false) : PieceSplitter
{
    public const string Gpt2 = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private const string Cl100k =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private const string Qwen =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private const string O200k =
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|"
        + @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|"
        + @"\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    /// <summary>The splitter of a pattern; null where it is not one of those.</summary>
    public static KnownPatternSplitter? For(string pattern) => pattern switch
    {
        Gpt2 => new(SplitPattern.Gpt2),
        Cl100k => new(SplitPattern.Cl100k),
        Qwen => new(SplitPattern.Cl100k, cutsNumbers: true),
        O200k => new(SplitPattern.O200k),
        _ => null,
    };

    public override void Split(ReadOnlySpan<byte> text, List<PieceRange> pieces)
    {
        for (int start = 0, end; start < text.Length; start = end)
        {
            var isNumber = (CodePointClasses.At(text, start, out var length) & CodePointClass.Number) != 0;
            end = cutsNumbers && isNumber ? start + length : pattern.PieceEnd(text, start);
            pieces.Add(new(start, end));
        }
    }
}
