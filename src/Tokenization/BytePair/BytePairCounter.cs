using Accounting.Tokenization.Splitting;

namespace Accounting.Tokenization.BytePair;

/// <summary>Counts by splitting, then looking each piece up in exact caches of pieces counted before, then merging.</summary>
internal sealed class BytePairCounter<TSplitter>(string encodingName, Vocabulary vocabulary, CountingGuard? guard) : TokenCounter
    where TSplitter : struct, ISplitter
{
    private readonly BytePairMerger _merger = new(vocabulary, guard);
    private readonly ShortPieceCache _shortPieces = new();
    private readonly LongPieceCache _longPieces = new();
    private readonly Utf8Repair _repair = new();

    public override string EncodingName => encodingName;

    public override int Count(ReadOnlySpan<byte> utf8)
    {
        var text = _repair.Valid(utf8);
        var total = 0;
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = TSplitter.PieceEnd(text, start);
            total += CountPiece(text, start, end - start);
            guard?.Did(end - start);
        }
        return total;
    }

    private int CountPiece(ReadOnlySpan<byte> text, int start, int length)
    {
        if (length == 1) return 1;
        if (length <= ShortPieceCache.PieceBytesMax)
        {
            var key = PieceKey.Of(text, start, length);
            var count = _shortPieces.Find(key);
            return count > 0 ? count : CountShort(text.Slice(start, length), key);
        }
        return _longPieces.Count(text.Slice(start, length), _merger);
    }

    private int CountShort(ReadOnlySpan<byte> piece, PieceKey key)
    {
        var count = _merger.Encode(piece).Length;
        _shortPieces.Add(key, count);
        return count;
    }
}
