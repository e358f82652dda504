using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Accounting.Tokenization.Splitting;

namespace Accounting.Tokenization.BytePair;

/// <summary>
/// Counts in batches of pieces: first the borders of all, then their keys while the lines of the table are on their way, then the look-ups,
/// then the pieces that were not found. The same counts as <see cref="BytePairCounter{TSplitter}"/>, faster because no step waits for
/// memory.
/// </summary>
internal sealed unsafe class BatchCounter<TSplitter, TBytes>(string encodingName, Vocabulary vocabulary, CountingGuard? guard) : TokenCounter
    where TSplitter : struct, ISplitter
    where TBytes : struct, IBlockBytes<TBytes>
{
    private readonly PieceBatch _batch = new(vocabulary, guard);
    private readonly Utf8Repair _repair = new();
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
            _batch.Begin();
            for (var start = 0; start < text.Length;)
            {
                var pieces = BorderFinder<TSplitter, TBytes>.Find(text, start, _batch.Borders);
                total += _batch.Count(text, pieces);
                guard?.Did(_batch.Borders[pieces] - start);
                start = _batch.Borders[pieces];
            }
            return total + _batch.CountWaiting(text);
        }
    }
}
