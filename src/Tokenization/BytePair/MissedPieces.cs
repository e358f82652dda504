using System.Numerics;
using System.Runtime.Intrinsics;
using Accounting.Tokenization.Splitting;

namespace Accounting.Tokenization.BytePair;

/// <summary>
/// Counts the pieces that the table of counted pieces lacks: a piece that is a token is found among the tokens, a long one
/// among the long pieces counted before; the others are merged, all at the same time.
/// </summary>
/// <param name="vocabulary">The tokens.</param>
/// <param name="guard">May stop a long count.</param>
/// <param name="pieces">The most pieces that wait.</param>
internal sealed class MissedPieces(Vocabulary vocabulary, CountingGuard? guard, int pieces)
{
    private readonly PieceTable _tokens = vocabulary.ShortTokens;
    private readonly LongPieceCache _longPieces = new();
    private readonly LockstepMerger _merger = new(vocabulary);
    private readonly SegmentMerger _segments = new(vocabulary, guard);

    private readonly ShortPiece[] _short = new ShortPiece[pieces];
    private readonly LongPiece[] _long = new LongPiece[pieces];
    private readonly LockstepMerger.Piece[] _toMerge = new LockstepMerger.Piece[pieces];
    private readonly ulong[] _starts = new ulong[pieces];
    private int _shortCount;
    private int _longCount;

    /// <summary>Pieces that were added and not counted yet.</summary>
    public int Waiting => _shortCount + _longCount;

    /// <summary>Begins a text. What a guard stopped before is forgotten.</summary>
    public void Begin() => (_shortCount, _longCount) = (0, 0);

    /// <summary>Adds a piece, and asks the memory for where it may be found.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the piece starts in it.</param>
    /// <param name="length">Its length.</param>
    /// <param name="key">Its key, of a short piece.</param>
    /// <param name="line">The line of its key.</param>
    public void Add(ReadOnlySpan<byte> text, int start, int length, Vector128<byte> key, int line)
    {
        if (length <= PieceTable.PieceBytesMax)
        {
            _tokens.Prefetch(line);
            _short[_shortCount++] = new(new(start, length), line, key);
        }
        else
        {
            var hash = length <= LongPieceCache.PieceBytesMax ? LongPieceCache.Hash(text.Slice(start, length)) : 0;
            _longPieces.PrefetchEntry(hash);
            _long[_longCount++] = new(new(start, length), hash);
        }
    }

    /// <summary>The tokens of all pieces that were added; keeps the counts of the short ones in the table.</summary>
    public int Count(ReadOnlySpan<byte> text, PieceTable counted)
    {
        var total = CountShort(text, counted) + (_longCount == 0 ? 0 : CountLong(text));
        Begin();
        return total;
    }

    private int CountShort(ReadOnlySpan<byte> text, PieceTable counted)
    {
        var (total, merged) = (0, 0);
        for (var i = 0; i < _shortCount; i++)
        {
            ref var piece = ref _short[i];
            var count = _tokens.Find(piece.Line, piece.Key);
            if (count > 0)
            {
                total += count;
                counted.Set(piece.Line, piece.Key, count);
            }
            else
            {
                // Over those that were found: reading is ahead of writing.
                _toMerge[merged] = piece.Place;
                _short[merged++] = piece;
            }
        }
        _merger.Merge(text, _toMerge.AsSpan(0, merged), _starts);
        for (var i = 0; i < merged; i++)
        {
            var count = BitOperations.PopCount(_starts[i]);
            total += count;
            counted.Set(_short[i].Line, _short[i].Key, count);
        }
        return total;
    }

    private int CountLong(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < _longCount; i++) _longPieces.PrefetchBytes(_long[i].Hash);
        var (total, merged) = (0, 0);
        for (var i = 0; i < _longCount; i++)
        {
            var (place, hash) = _long[i];
            var piece = text.Slice(place.Start, place.Length);
            if (piece.Length > LongPieceCache.PieceBytesMax)
            {
                total += _segments.Count(piece);
                continue;
            }
            var count = _longPieces.Find(piece, hash);
            if (count == 0 && piece.Length <= LockstepMerger.PieceBytesMax)
            {
                _toMerge[merged] = place;
                _long[merged++] = _long[i];
                continue;
            }
            if (count == 0) _longPieces.Add(piece, hash, count = _segments.Count(piece));
            total += count;
        }
        return total + MergeLong(text, merged);
    }

    private int MergeLong(ReadOnlySpan<byte> text, int merged)
    {
        _merger.Merge(text, _toMerge.AsSpan(0, merged), _starts);
        var total = 0;
        for (var i = 0; i < merged; i++)
        {
            var count = BitOperations.PopCount(_starts[i]);
            total += count;
            _longPieces.Add(text.Slice(_long[i].Place.Start, _long[i].Place.Length), _long[i].Hash, count);
        }
        return total;
    }

    private readonly record struct ShortPiece(LockstepMerger.Piece Place, int Line, Vector128<byte> Key);

    private readonly record struct LongPiece(LockstepMerger.Piece Place, ulong Hash);
}
