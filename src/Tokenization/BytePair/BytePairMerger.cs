namespace Accounting.Tokenization.BytePair;

/// <summary>
/// Byte-pair encoding of one piece: of all neighbours that merge, those of the lowest rank do first, the leftmost of equal ones. Holds
/// scratch memory, so each thread
/// has its own.
/// </summary>
internal sealed class BytePairMerger(Vocabulary vocabulary, CountingGuard? guard = null) : IPieceCounter
{
    /// <summary>
    /// Up to here searching all ranks for the lowest is faster than keeping a heap of them. It makes the quadratic part small enough not to
    /// matter.
    /// </summary>
    private const int ShortBytesMax = 64;

    private readonly int[] _tokens = new int[ShortBytesMax];
    private readonly int[] _ranks = new int[ShortBytesMax];
    private readonly LongPieceMerger _long = new(vocabulary, guard);

    /// <summary>The tokens of a piece of at least one byte, valid until the next call.</summary>
    public ReadOnlySpan<int> Encode(ReadOnlySpan<byte> piece) => piece.Length <= ShortBytesMax ? EncodeShort(piece) : _long.Encode(piece);

    public int Count(ReadOnlySpan<byte> piece) => Encode(piece).Length;

    private ReadOnlySpan<int> EncodeShort(ReadOnlySpan<byte> piece)
    {
        // ranks[i] is what token i and the next one merge into.
        var tokens = _tokens.AsSpan(0, piece.Length);
        var ranks = _ranks.AsSpan(0, piece.Length);
        for (var i = 0; i + 1 < piece.Length; i++)
        {
            tokens[i] = vocabulary.Single(piece[i]);
            ranks[i] = vocabulary.MergeBytes(piece[i], piece[i + 1]);
        }
        tokens[^1] = vocabulary.Single(piece[^1]);
        ranks[^1] = PairTable.None;
        while (true)
        {
            var at = IndexOfLowest(ranks);
            var merged = ranks[at];
            if (merged == PairTable.None) return tokens;
            tokens[(at + 2)..].CopyTo(tokens[(at + 1)..]);
            ranks[(at + 2)..].CopyTo(ranks[(at + 1)..]);
            tokens = tokens[..^1];
            ranks = ranks[..^1];
            tokens[at] = merged;
            ranks[at] = at + 1 < tokens.Length ? vocabulary.Merge(merged, tokens[at + 1]) : PairTable.None;
            if (at > 0) ranks[at - 1] = vocabulary.Merge(tokens[at - 1], merged);
        }
    }

    private static int IndexOfLowest(ReadOnlySpan<int> ranks)
    {
        var at = 0;
        for (var i = 1; i < ranks.Length; i++)
            if (ranks[i] < ranks[at]) at = i;
        return at;
    }
}
