namespace Accounting.Tokenization.Splitting;

/// <summary>
/// One splitting pattern: cuts text into the pieces that are encoded each by itself. Written by hand over UTF-8, equal to the regular
/// expression it names.
/// </summary>
internal interface ISplitter
{
    /// <summary>Where the piece that starts at <paramref name="start"/> ends: after it, at most at the end of the text.</summary>
    /// <param name="text">Valid UTF-8.</param>
    /// <param name="start">A border of a piece, before the end.</param>
    static abstract int PieceEnd(ReadOnlySpan<byte> text, int start);

    /// <summary>
    /// Where pieces start in a block of ASCII that starts with a piece. The first bit means nothing; of the other starts those are left out
    /// that depend on what follows the block.
    /// </summary>
    /// <param name="block">At least one byte.</param>
    /// <param name="text">Valid UTF-8.</param>
    /// <param name="at">Where the block starts in it.</param>
    static abstract ulong Starts<TBytes>(in AsciiBlock<TBytes> block, ReadOnlySpan<byte> text, int at)
        where TBytes : struct, IBlockBytes<TBytes>;
}
