namespace Accounting.Tokenization.Splitting;

/// <summary>
/// <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c>, of r50k, p50k and Claude's first tokenizer.
/// </summary>
internal readonly struct Gpt2Splitter<TInstructions> : ISplitter where TInstructions : struct, IInstructions
{
    public static int PieceEnd(ReadOnlySpan<byte> text, int start)
    {
        if (TInstructions.Vectors && AsciiWord.End(text, start) is var common and not AsciiWord.None) return common;
        if (text[start] == '\'' && Contraction.LengthExact(text, start) is > 0 and var length) return start + length;
        var at = text[start] == ' ' && start + 1 < text.Length ? start + 1 : start;
        var first = CodePointClasses.At(text, at, out var firstLength);
        if ((first & CodePointClass.Letter) != 0) return Runs.EndOfLetters<TInstructions>(text, at + firstLength);
        if ((first & CodePointClass.Number) != 0) return Runs.EndOf(CodePointClass.Number, text, at + firstLength);
        if ((first & CodePointClass.WhiteSpace) != 0) return Runs.EndOfWhiteSpace(text, start);
        return Runs.EndOfPunctuation(text, start);
    }
}
