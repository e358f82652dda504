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
}
