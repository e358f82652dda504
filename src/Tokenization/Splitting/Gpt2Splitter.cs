namespace Accounting.Tokenization.Splitting;

/// <summary>
/// <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c>, of r50k, p50k and Claude's first tokenizer.
/// </summary>
internal readonly struct Gpt2Splitter : ISplitter
{
    public static int PieceEnd(ReadOnlySpan<byte> text, int start)
    {
        if (text[start] == '\'' && Contraction.LengthExact(text, start) is > 0 and var length) return start + length;
        var at = text[start] == ' ' && start + 1 < text.Length ? start + 1 : start;
        var first = CodePointClasses.At(text, at, out var firstLength);
        if ((first & CodePointClass.Letter) != 0) return Runs.EndOfLetters(text, at + firstLength);
        if ((first & CodePointClass.Number) != 0) return Runs.EndOf(CodePointClass.Number, text, at + firstLength);
        if ((first & CodePointClass.WhiteSpace) != 0) return Runs.EndOfWhiteSpace(text, start);
        return Runs.EndOfPunctuation(text, start);
    }

    public static ulong Starts<TBytes>(in AsciiBlock<TBytes> block, ReadOnlySpan<byte> text, int at) where TBytes : struct, IBlockBytes<TBytes>
    {
        var (letters, digits, whiteSpace) = (block.Letters, block.Digits, block.WhiteSpace);
        var punctuation = block.Except(letters | digits | whiteSpace);
        var runs = BlockRuns.FirstOf(letters) | BlockRuns.FirstOf(digits) | BlockRuns.FirstOf(punctuation);
        var starts = (runs & ~(block.Spaces << 1)) | BlockRuns.Blanks(whiteSpace);
        var apostrophes = starts & block.Apostrophes;
        if (apostrophes != 0)
            starts = BlockRuns.CutAfterContractions(starts, apostrophes, joined: false, anyCase: false, text, at);
        return block.Certain(starts, whiteSpace);
    }
}
