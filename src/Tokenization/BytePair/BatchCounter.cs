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

    private static readonly int KeyBytes = Vector128<byte>.Count;

    private readonly BytePairMerger _merger = new(vocabulary);
    private readonly BatchPieceCache _shortPieces = new();
    private readonly LongPieceCache _longPieces = new();
    private readonly Utf8Repair _repair = new();

    private readonly int[] _borders = new int[BatchPieces + 1];
    private readonly Vector128<byte>[] _keys = new Vector128<byte>[BatchPieces];
    private readonly int[] _lines = new int[BatchPieces];
    private readonly int[] _starts = new int[BatchPieces];

    // The last bytes of the text with zeros after them, so that a key can be read at any place.
    private readonly byte[] _tail = new byte[2 * Vector128<byte>.Count];

    public override string EncodingName => encodingName;

    public override int Count(ReadOnlySpan<byte> utf8)
    {
        var text = _repair.Valid(utf8);
        if (text.IsEmpty) return 0;
        KeepTail(text);
        var total = 0;
        for (var start = 0; start < text.Length;)
        {
            var pieces = Split(text, start);
            total += Ask(text, pieces, out var asked) + Answer(text, asked);
            start = _borders[pieces];
        }
        return total;
    }

    /// <summary>Fills the borders; how many pieces they make.</summary>
    private int Split(ReadOnlySpan<byte> text, int start)
    {
        var borders = _borders.AsSpan();
        borders[0] = start;
        var pieces = 0;
        while (pieces < BatchPieces && start < text.Length)
        {
            start = TSplitter.PieceEnd(text, start);
            borders[++pieces] = start;
        }
        return pieces;
    }

    /// <summary>Makes the keys of the pieces that fit the short cache and asks for their lines; counts the others.</summary>
    private int Ask(ReadOnlySpan<byte> text, int pieces, out int asked)
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
                var key = BatchPieceCache.Key(KeyWindow(text, start), length);
                keys[asked] = key;
                starts[asked] = start;
                lines[asked++] = _shortPieces.Prefetch(key);
            }
            else
            {
                total += CountLong(text.Slice(start, length));
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

    private void KeepTail(ReadOnlySpan<byte> text)
    {
        var tail = _tail.AsSpan();
        tail.Clear();
        var kept = Math.Min(text.Length, KeyBytes);
        text[^kept..].CopyTo(tail[(KeyBytes - kept)..]);
    }

    private Vector128<byte> KeyWindow(ReadOnlySpan<byte> text, int start) => text.Length - start >= KeyBytes
        ? Vector128.Create(text.Slice(start, KeyBytes))
        : Vector128.Create(_tail.AsSpan(KeyBytes - (text.Length - start), KeyBytes));
}
