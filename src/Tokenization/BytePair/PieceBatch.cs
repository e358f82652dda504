using System.Runtime.Intrinsics;
using Accounting.Tokenization.Splitting;

namespace Accounting.Tokenization.BytePair;

/// <summary>Counts pieces by the batch: looks all up in the table of pieces counted before, then counts those that it lacks.</summary>
internal sealed unsafe class PieceBatch(Vocabulary vocabulary, CountingGuard? guard)
{
    /// <summary>Enough to hide the memory, few enough for keys and lines to stay in the first-level cache.</summary>
    private const int Pieces = 256;

    /// <summary>The last step of the border finder may go beyond the batch.</summary>
    private const int Places = Pieces + PaddedText.BlockBytes + 4;

    /// <summary>As many pieces as the merger has lanes. Of more, too many would be the same word again: texts repeat what is new in them.</summary>
    private const int WaitingMax = 16;

    private readonly PieceTable _counted = new();
    private readonly MissedPieces _missed = new(vocabulary, guard, WaitingMax + Places);
    private readonly Vector128<byte>[] _keys = new Vector128<byte>[Places];
    private readonly int[] _lines = new int[Places];
    private readonly int[] _misses = new int[Places];

    /// <summary>Start and ends of the pieces, to be written before <see cref="Count"/>.</summary>
    public int[] Borders { get; } = new int[Places];

    /// <summary>Begins a text.</summary>
    public void Begin() => _missed.Begin();

    /// <summary>Counts the pieces between the borders; some of those that were not found wait for others to be counted with.</summary>
    public int Count(PaddedText text, int pieces)
    {
        MakeKeys(text, pieces);
        var total = LookUp(pieces, out var missed);
        if (missed == 0) return total;
        AddMissed(text.Text, missed);
        return _missed.Waiting < WaitingMax ? total : total + CountWaiting(text);
    }

    /// <summary>Counts the pieces that still wait.</summary>
    public int CountWaiting(PaddedText text) => _missed.Waiting == 0 ? 0 : _missed.Count(text.Text, _counted);

    /// <summary>Makes the keys and asks for their lines.</summary>
    private void MakeKeys(PaddedText text, int pieces)
    {
        // All have as many places, and more than there are pieces.
        var counted = _counted;
        fixed (int* borders = Borders, lines = _lines)
        fixed (Vector128<byte>* keys = _keys, masks = PieceTable.KeyMasks)
        {
            var start = borders[0];
            for (nint i = 0; i < pieces; i = unchecked(i + 1))
            {
                unchecked
                {
                    var end = borders[i + 1];
                    var key = PieceTable.Key(text.BlockAt(start), end - start, masks);
                    var line = PieceTable.Line(key);
                    keys[i] = key;
                    lines[i] = line;
                    counted.Prefetch(line);
                    start = end;
                }
            }
        }
    }

    private int LookUp(int pieces, out int missed)
    {
        var counted = _counted;
        var (total, misses) = (0, 0);
        fixed (int* lines = _lines, missing = _misses)
        fixed (Vector128<byte>* keys = _keys)
        {
            for (nint i = 0; i < pieces; i = unchecked(i + 1))
            {
                unchecked
                {
                    var count = counted.Find(lines[i], keys[i]);
                    total += count;
                    if (count == 0) missing[misses++] = (int)i;
                }
            }
        }
        missed = misses;
        return total;
    }

    private void AddMissed(ReadOnlySpan<byte> text, int missed)
    {
        for (var i = 0; i < missed; i++)
        {
            var piece = _misses[i];
            _missed.Add(text, Borders[piece], Borders[piece + 1] - Borders[piece], _keys[piece], _lines[piece]);
        }
    }
}
