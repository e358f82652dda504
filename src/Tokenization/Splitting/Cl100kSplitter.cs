namespace Accounting.Tokenization.Splitting;

/// <summary>
/// <c>(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+</c>. The pattern
/// with <c>\s++$</c> that
/// circulates too gives other pieces at the end of a text, but the same tokens, because no token has blanks after its last line break.
/// </summary>
internal readonly struct Cl100kSplitter<TInstructions> : ISplitter where TInstructions : struct, IInstructions
{
    public static int PieceEnd(ReadOnlySpan<byte> text, int start)
    {
        if (TInstructions.Vectors && AsciiWord.End(text, start) is var common and not AsciiWord.None) return common;
        var value = text[start];
        if (value == '\'' && Contraction.LengthAnyCase(text, start) is > 0 and var length) return start + length;
        var first = CodePointClasses.At(text, start, out var firstLength);
        var next = start + firstLength;
        if ((first & CodePointClass.Letter) != 0) return Runs.EndOfLetters<TInstructions>(text, next);
        if ((first & CodePointClass.Number) != 0) return Runs.EndOfNumberGroup(text, next);
        if (value is not ((byte)'\r' or (byte)'\n') && next < text.Length
            && (CodePointClasses.At(text, next, out var second) & CodePointClass.Letter) != 0)
            return Runs.EndOfLetters<TInstructions>(text, next + second);
        var end = Runs.EndOfPunctuation(text, start);
        if (end == start) return Runs.EndOfWhiteSpaceByLines(text, start);
        while (end < text.Length && text[end] is (byte)'\r' or (byte)'\n') end++;
        return end;
    }
}
