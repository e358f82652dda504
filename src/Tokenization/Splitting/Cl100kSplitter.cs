namespace Accounting.Tokenization.Splitting;

/// <summary>
/// <c>(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+</c>. The pattern
/// with <c>\s++$</c> that
/// circulates too gives other pieces at the end of a text, but the same tokens, because no token has blanks after its last line break.
/// </summary>
internal readonly struct Cl100kSplitter : ISplitter
{
    public static int PieceEnd(ReadOnlySpan<byte> text, int start)
    {
        var value = text[start];
        if (value == '\'' && Contraction.LengthAnyCase(text, start) is > 0 and var length) return start + length;
        var first = CodePointClasses.At(text, start, out var firstLength);
        var next = start + firstLength;
        if ((first & CodePointClass.Letter) != 0) return Runs.EndOfLetters(text, next);
        if ((first & CodePointClass.Number) != 0) return Runs.EndOfNumberGroup(text, next);
        if (value is not ((byte)'\r' or (byte)'\n') && next < text.Length
            && (CodePointClasses.At(text, next, out var second) & CodePointClass.Letter) != 0)
            return Runs.EndOfLetters(text, next + second);
        var end = Runs.EndOfPunctuation(text, start);
        if (end == start) return Runs.EndOfWhiteSpaceByLines(text, start);
        while (end < text.Length && text[end] is (byte)'\r' or (byte)'\n') end++;
        return end;
    }

    public static ulong Starts<TBytes>(in AsciiBlock<TBytes> block, ReadOnlySpan<byte> text, int at) where TBytes : struct, IBlockBytes<TBytes>
    {
        var (letters, digits) = (block.Letters, block.Digits);
        var (whiteSpace, lineBreaks) = (block.WhiteSpace, block.LineBreaks);
        var punctuation = block.Except(letters | digits | whiteSpace);
        var taken = BlockRuns.BreaksAfter(punctuation, lineBreaks);
        (whiteSpace, lineBreaks) = (whiteSpace & ~taken, lineBreaks & ~taken);
        var marks = BlockRuns.FirstOf(punctuation) & ~(block.Spaces << 1);
        var prefixes = marks | (whiteSpace & ~lineBreaks);
        var starts = marks | (BlockRuns.FirstOf(letters) & ~(prefixes << 1))
            | BlockRuns.NumberGroups(digits) | BlockRuns.BlanksByLines(whiteSpace, lineBreaks);
        var apostrophes = marks & block.Apostrophes;
        if (apostrophes != 0)
            starts = BlockRuns.CutAfterContractions(starts, apostrophes, joined: false, anyCase: true, text, at);
        return block.Certain(starts, whiteSpace);
    }
}
