using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Accounting.Tokenization.Splitting;

namespace Accounting.Tokenization.BytePair;

/// <summary>
/// Counts in batches of pieces: first the borders of all, then their keys while the cache lines are on their way, then the look-ups. The
/// same counts as
/// <see cref="BytePairCounter{TSplitter}"/>, faster because no step waits for memory.
/// </summary>
internal sealed unsafe class BatchCounter<TSplitter>(string encodingName, Vocabulary vocabulary, CountingGuard? guard) : TokenCounter
    where TSplitter : struct, ISplitter
{
    /// <summary>Enough to hide the memory, few enough for keys and lines to stay in the first-level cache.</summary>
    private const int BatchPieces = 256;

    /// <summary>The last step of the border finder may go beyond the batch.</summary>
    private const int Places = BatchPieces + BorderFinder<TSplitter>.StepBordersMax;

    private readonly BytePairMerger _merger = new(vocabulary, guard);
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
        fixed (byte* bytes = valid, tail = _tail)
        {
            var text = new PaddedText(bytes, valid.Length, tail);
            var total = 0;
            for (var start = 0; start < text.Length;)
            {
                var pieces = BorderFinder<TSplitter>.Find(text, start, _borders);
                total += Ask(text, pieces, out var asked) + Answer(text, asked);
                guard?.Did(_borders[pieces] - start);
                start = _borders[pieces];
            }
            return total;
        }
    }

    /// <summary>Makes the keys of the pieces that fit the short cache and asks for their lines; counts the others.</summary>
    private int Ask(PaddedText text, int pieces, out int asked)
    {
        var (total, count) = (0, 0);
        // All have as many places, and more than there are pieces.
        fixed (int* borders = _borders, starts = _starts, lines = _lines)
        fixed (Vector128<byte>* keys = _keys)
        {
            var start = borders[0];
            for (var i = 1; i <= pieces; i++)
            {
                var end = borders[i];
                var length = unchecked(end - start);
                if (length <= BatchPieceCache.PieceBytesMax)
                {
                    var key = BatchPieceCache.Key(text.BlockAt(start), length);
                    keys[count] = key;
                    starts[count] = start;
                    lines[count] = _shortPieces.Prefetch(key);
                    unchecked { count++; }
                }
                else
                {
                    total += _longPieces.Count(text.Text.Slice(start, length), _merger);
                }
                start = end;
            }
        }
        asked = count;
        return total;
    }

    private int Answer(PaddedText text, int asked)
    {
        var total = 0;
        fixed (int* lines = _lines)
        fixed (Vector128<byte>* keys = _keys)
        {
            for (var i = 0; i < asked; i++)
            {
                var count = _shortPieces.Find(lines[i], keys[i]);
                total = unchecked(total + (count > 0 ? count : CountShort(text, i)));
            }
        }
        return total;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int CountShort(PaddedText text, int index)
    {
        var key = _keys[index];
        var piece = text.Text.Slice(_starts[index], key.GetElement(BatchPieceCache.PieceBytesMax));
        var count = VectorMerger.Count(vocabulary, piece);
        _shortPieces.Add(_lines[index], key, count);
        return count;
    }
}
