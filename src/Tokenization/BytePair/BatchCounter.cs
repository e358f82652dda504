using System.Runtime.Intrinsics;
using Accounting.Tokenization.Splitting;

namespace Accounting.Tokenization.BytePair;

/// <summary>
/// Counts in batches of pieces: first the borders of all, then their keys while the cache lines are on their way, then the look-ups. The
/// same counts as
/// <see cref="BytePairCounter{TSplitter}"/>, faster because no step waits for memory.
/// </summary>
internal sealed class BatchCounter<TSplitter>(string encodingName, Vocabulary vocabulary) : TokenCounter where TSplitter : struct, ISplitter
{
    /// <summary>Enough to hide the memory, few enough for keys and lines to stay in the first-level cache.</summary>
    private const int BatchPieces = 256;

    /// <summary>The last step of the border finder may go beyond the batch.</summary>
    private const int Places = BatchPieces + BorderFinder<TSplitter>.StepBordersMax;

    private readonly BytePairMerger _merger = new(vocabulary);
    private readonly BatchPieceCache _shortPieces = new();
    private readonly LongPieceCache _longPieces = new();
    private readonly Utf8Repair _repair = new();

    private readonly int[] _borders = new int[Places];
    private readonly Vector128<byte>[] _keys = new Vector128<byte>[Places];
    private readonly int[] _lines = new int[Places];
    private readonly int[] _starts = new int[Places];

    private readonly byte[] _tail = new byte[PaddedText.TailBytes];

    public override string EncodingName => encodingName;

    public override int Count(ReadOnlySpan<byte> utf8)
    {
        var valid = _repair.Valid(utf8);
        if (valid.IsEmpty) return 0;
        var text = new PaddedText(valid, _tail);
        var total = 0;
        for (var start = 0; start < valid.Length;)
        {
            var pieces = BorderFinder<TSplitter>.Find(text, start, _borders);
            total += Ask(text, pieces, out var asked) + Answer(valid, asked);
            start = _borders[pieces];
        }
        return total;
    }

    /// <summary>Makes the keys of the pieces that fit the short cache and asks for their lines; counts the others.</summary>
    private int Ask(PaddedText text, int pieces, out int asked)
    {
        var keys = _keys.AsSpan();
        var lines = _lines.AsSpan();
        var starts = _starts.AsSpan();
        var borders = _borders.AsSpan(0, pieces + 1);
        var total = 0;
        asked = 0;
        for (var i = 0; i < pieces; i++)
        {
            var start = borders[i];
            var length = borders[i + 1] - start;
            if (length <= BatchPieceCache.PieceBytesMax)
            {
                var key = BatchPieceCache.Key(Vector128.LoadUnsafe(in text.BlockAt(start)), length);
                keys[asked] = key;
                starts[asked] = start;
                lines[asked++] = _shortPieces.Prefetch(key);
            }
            else
            {
                total += CountLong(text.Text.Slice(start, length));
            }
        }
        return total;
    }

    private int Answer(ReadOnlySpan<byte> text, int asked)
    {
        var keys = _keys.AsSpan(0, asked);
        var lines = _lines.AsSpan(0, asked);
        var total = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            var count = _shortPieces.Find(lines[i], keys[i]);
            total += count > 0 ? count : CountShort(text, i);
        }
        return total;
    }

    private int CountShort(ReadOnlySpan<byte> text, int index)
    {
        var key = _keys[index];
        var piece = text.Slice(_starts[index], key.GetElement(BatchPieceCache.PieceBytesMax));
        var count = _merger.Encode(piece).Length;
        _shortPieces.Add(_lines[index], key, count);
        return count;
    }

    private int CountLong(ReadOnlySpan<byte> piece)
    {
        if (piece.Length > LongPieceCache.PieceBytesMax) return _merger.Encode(piece).Length;
        var hash = LongPieceCache.Hash(piece);
        var count = _longPieces.Find(piece, hash);
        if (count > 0) return count;
        count = _merger.Encode(piece).Length;
        _longPieces.Add(piece, hash, count);
        return count;
    }
}
