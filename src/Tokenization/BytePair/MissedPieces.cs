using System.Numerics;
using System.Runtime.Intrinsics;
using Accounting.Tokenization.Splitting;

namespace Accounting.Tokenization.BytePair;

/// <summary>
/// Counts the pieces of a batch that the table of counted pieces lacks: a piece that is a token is found among the tokens, a long one
/// among the long pieces counted before; the others are merged, all at the same time.
/// </summary>
internal sealed unsafe class MissedPieces(Vocabulary vocabulary, CountingGuard? guard, int pieces)
{
    private readonly PieceTable _tokens = vocabulary.ShortTokens;
    private readonly LongPieceCache _longPieces = new();
    private readonly LockstepMerger _merger = new(vocabulary);
    private readonly SegmentMerger _segments = new(vocabulary, guard);

    private readonly Missed[] _missed = new Missed[pieces];
    private readonly int[] _merged = new int[pieces];
    private readonly LockstepMerger.Piece[] _toMerge = new LockstepMerger.Piece[pieces];
    private readonly ulong[] _starts = new ulong[pieces];
    private byte* _text;
    private int _length;
    private int _count;

    public void Begin(PaddedText text)
    {
        fixed (byte* start = text.Text) _text = start;
        _length = text.Length;
        _count = 0;
    }

    public void Add(int start, int length, Vector128<byte> key, int line)
    {
        _missed[_count++] = new(start, length, line, key);
        if (length <= PieceTable.PieceBytesMax) _tokens.Prefetch(line);
    }

    /// <summary>The tokens of all pieces added; keeps the counts of the short ones in the table.</summary>
    public int Count(PieceTable counted)
    {
        var text = new ReadOnlySpan<byte>(_text, _length);
        var (total, merged) = (0, 0);
        for (var i = 0; i < _count; i++)
        {
            ref var piece = ref _missed[i];
            if (piece.Length > LockstepMerger.PieceBytesMax) total += _longPieces.Count(text.Slice(piece.Start, piece.Length), _segments);
            else if (TryFind(piece, text, out var count))
            {
                total += count;
                if (piece.Length <= PieceTable.PieceBytesMax) counted.Set(piece.Line, piece.Key, count);
            }
            else
            {
                _toMerge[merged] = new(piece.Start, piece.Length);
                _merged[merged++] = i;
            }
        }
        _merger.Merge(text, _toMerge.AsSpan(0, merged), _starts);
        for (var i = 0; i < merged; i++)
        {
            ref var piece = ref _missed[_merged[i]];
            var count = BitOperations.PopCount(_starts[i]);
            total += count;
            if (piece.Length <= PieceTable.PieceBytesMax) counted.Set(piece.Line, piece.Key, count);
            else _longPieces.Add(text.Slice(piece.Start, piece.Length), count);
        }
        return total;
    }

    private bool TryFind(in Missed piece, ReadOnlySpan<byte> text, out int count)
    {
        count = piece.Length <= PieceTable.PieceBytesMax
            ? _tokens.Find(piece.Line, piece.Key)
            : _longPieces.Find(text.Slice(piece.Start, piece.Length));
        return count > 0;
    }

    private readonly record struct Missed(int Start, int Length, int Line, Vector128<byte> Key);
}
