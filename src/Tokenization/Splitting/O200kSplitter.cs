namespace Accounting.Tokenization.Splitting;

/// <summary>
/// <c>[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?</c>
/// <c>|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?</c>
/// <c>|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+</c>.
/// </summary>
internal readonly struct O200kSplitter : ISplitter
{
    private const byte NotUpper = CodePointClass.OtherLetter | CodePointClass.Mark;
    private const byte Head = CodePointClass.Upper | NotUpper;
    private const byte Tail = CodePointClass.Lower | NotUpper;
    private const int NoMatch = -1;

    public static int PieceEnd(ReadOnlySpan<byte> text, int start)
    {
        var first = CodePointClasses.At(text, start, out var length);
        var next = start + length;
        if ((first & CodePointClass.Number) != 0) return Runs.EndOfNumberGroup(text, next);
        var end = (first & CodePointClass.Letter) != 0
            ? Word(text, start)
            : PrefixedWord(text, start, next, (first & CodePointClass.Mark) != 0);
        if (end != NoMatch) return end < text.Length && text[end] == '\'' ? end + Contraction.LengthAnyCase(text, end) : end;
        end = Runs.EndOfPunctuation(text, start);
        if (end == start) return Runs.EndOfWhiteSpaceByLines(text, start);
        while (end < text.Length && text[end] is (byte)'\r' or (byte)'\n' or (byte)'/') end++;
        return end;
    }

    public static ulong Starts<TBytes>(in AsciiBlock<TBytes> block, ReadOnlySpan<byte> text, int at) where TBytes : struct, IBlockBytes<TBytes>
    {
        var (letters, digits) = (block.Letters, block.Digits);
        var (whiteSpace, lineBreaks) = (block.WhiteSpace, block.LineBreaks);
        var punctuation = block.Except(letters | digits | whiteSpace);
        var taken = BlockRuns.BreaksAndSlashesAfter(punctuation, lineBreaks, block.Slashes);
        (punctuation, whiteSpace, lineBreaks) = (punctuation & ~taken, whiteSpace & ~taken, lineBreaks & ~taken);
        var marks = BlockRuns.FirstOf(punctuation) & ~(block.Spaces << 1);
        var prefixes = marks | (whiteSpace & ~lineBreaks);
        var upperCase = block.UpperCase;
        var words = (BlockRuns.FirstOf(letters) & ~(prefixes << 1)) | (upperCase & ((letters & ~upperCase) << 1));
        var starts = marks | words | BlockRuns.NumberGroups(digits) | BlockRuns.BlanksByLines(whiteSpace, lineBreaks);
        var apostrophes = block.Apostrophes & (letters << 1);
        if (apostrophes != 0)
            starts = BlockRuns.CutAfterContractions(starts, apostrophes, joined: true, anyCase: true, text, at);
        return block.Certain(starts, whiteSpace);
    }

    /// <summary>
    /// A word that starts with a letter always matches: the first alternative, else, when nothing but upper case follows, the second.
    /// </summary>
    private static int Word(ReadOnlySpan<byte> text, int start)
    {
        var end = LowerEnding(text, start, out var headEnd);
        return end != NoMatch ? end : headEnd;
    }

    /// <summary>
    /// The alternatives in the order of the pattern: with the prefix, without it (a mark is both prefix and letter), then upper case only.
    /// </summary>
    private static int PrefixedWord(ReadOnlySpan<byte> text, int start, int next, bool isMark)
    {
        if (text[start] is (byte)'\r' or (byte)'\n') return NoMatch;
        var end = LowerEnding(text, next, out var headEnd);
        if (end == NoMatch && isMark) end = LowerEnding(text, start, out _);
        if (end == NoMatch && headEnd > next) end = headEnd;
        return end;
    }

    /// <summary>
    /// <c>[head]*[tail]+</c>. Where no tail follows the heads, the pattern goes back to the last head that is a tail as well.
    /// </summary>
    private static int LowerEnding(ReadOnlySpan<byte> text, int start, out int headEnd)
    {
        var at = start;
        var backtrack = NoMatch;
        while (at < text.Length && (CodePointClasses.At(text, at, out var length) & Head) is var kind and not 0)
        {
            at += length;
            if ((kind & NotUpper) != 0) backtrack = at;
        }
        headEnd = at;
        var end = Runs.EndOf(Tail, text, at);
        return end > at ? end : backtrack;
    }
}
