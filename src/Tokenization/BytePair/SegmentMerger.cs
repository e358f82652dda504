using System.Numerics;

namespace Accounting.Tokenization.BytePair;

/// <summary>
/// Counts the tokens of a long piece in time linear in its length: segments of 64 bytes are merged all at the same time, as if each were a
/// piece, and then mended at the borders. Tokens of which all neighbours stay apart (<see cref="Vocabulary.StayApart"/>) are the encoding,
/// since there is only one such sequence; so it is enough to encode anew around those borders where two neighbours do not.
/// </summary>
internal sealed class SegmentMerger(Vocabulary vocabulary, CountingGuard? guard) : IPieceCounter
{
    private const int SegmentBytes = LockstepMerger.PieceBytesMax, SegmentShift = 6;

    /// <summary>Scratch memory for longer pieces is given back after each.</summary>
    private const int KeptBytesMax = 1 << 20;

    /// <summary>Segments that are merged between two questions of the guard.</summary>
    private const int SegmentsAtOnce = 64;

    /// <summary>Tokens on each side of a border that are encoded anew at first, and how far they may reach.</summary>
    private const int WindowTokens = 3, WindowBytesMax = SegmentBytes / 2;

    private readonly RunCounter _runs = new(vocabulary);
    private readonly LockstepMerger _merger = new(vocabulary);
    private readonly LongPieceMerger _whole = new(vocabulary, guard);
    private readonly LockstepMerger.Piece[] _pieces = new LockstepMerger.Piece[SegmentsAtOnce];
    private readonly int[] _windowTokens = new int[SegmentsAtOnce * SegmentBytes];
    private readonly ulong[] _windowStarts = new ulong[SegmentsAtOnce];

    /// <summary>The token that starts at each byte, where <see cref="_starts"/> has a bit.</summary>
    private int[] _tokens = [];
    private ulong[] _starts = [];

    public int Count(ReadOnlySpan<byte> piece)
    {
        if (!piece.ContainsAnyExcept(piece[0]))
        {
            guard?.Did(piece.Length);
            return _runs.Count(piece[0], piece.Length);
        }
        var segments = (piece.Length + SegmentBytes - 1) >> SegmentShift;
        if (_starts.Length < segments)
        {
            _tokens = new int[segments << SegmentShift];
            _starts = new ulong[segments];
        }
        try
        {
            MergeSegments(piece, segments);
            return TryMendBorders(piece, segments) ? CountStarts(segments) : _whole.Encode(piece).Length;
        }
        finally
        {
            if (piece.Length > KeptBytesMax) (_tokens, _starts) = ([], []);
        }
    }

    private int CountStarts(int segments)
    {
        var count = 0;
        foreach (var word in _starts.AsSpan(0, segments)) count += BitOperations.PopCount(word);
        return count;
    }

    private void MergeSegments(ReadOnlySpan<byte> piece, int segments)
    {
        for (var first = 0; first < segments; first += SegmentsAtOnce)
        {
            var count = Math.Min(SegmentsAtOnce, segments - first);
            for (var i = 0; i < count; i++)
            {
                var start = (first + i) << SegmentShift;
                _pieces[i] = new(start, Math.Min(SegmentBytes, piece.Length - start), start);
            }
            _merger.Merge(piece, _pieces.AsSpan(0, count), _starts.AsSpan(first), _tokens);
            guard?.Did(count << SegmentShift);
        }
    }

    /// <summary>False where mending at a border would reach too far.</summary>
    private bool TryMendBorders(ReadOnlySpan<byte> piece, int segments)
    {
        for (var border = 1; border < segments;)
        {
            var windows = 0;
            for (; border < segments && windows < SegmentsAtOnce; border++)
            {
                var at = border << SegmentShift;
                if (vocabulary.StayApart(_tokens[Previous(at)], _tokens[at])) continue;
                var (start, end) = (Back(at), Forward(at, piece.Length));
                if (start == end) return false;
                _pieces[windows] = new(start, end - start, windows << SegmentShift);
                windows++;
            }
            _merger.Merge(piece, _pieces.AsSpan(0, windows), _windowStarts, _windowTokens);
            for (var i = 0; i < windows; i++)
                if (!TryPut(piece, _pieces[i], _windowStarts[i])) return false;
            guard?.Did(SegmentsAtOnce << SegmentShift);
        }
        return true;
    }

    /// <summary>Replaces the tokens of a window, if the new ones stay apart from those beside it.</summary>
    private bool TryPut(ReadOnlySpan<byte> piece, LockstepMerger.Piece window, ulong starts)
    {
        var end = window.Start + window.Length;
        var last = window.Output + BitOperations.Log2(starts);
        if (window.Start > 0 && !vocabulary.StayApart(_tokens[Previous(window.Start)], _windowTokens[window.Output])) return false;
        if (end < piece.Length && !vocabulary.StayApart(_windowTokens[last], _tokens[end])) return false;
        for (var i = 0; i < window.Length; i++) SetStart(window.Start + i, (starts >> i & 1) != 0);
        _windowTokens.AsSpan(window.Output, window.Length).CopyTo(_tokens.AsSpan(window.Start));
        return true;
    }

    private void SetStart(int at, bool value)
    {
        ref var word = ref _starts[at >> SegmentShift];
        word = value ? word | (1UL << at) : word & ~(1UL << at);
    }

    private int Back(int at)
    {
        var start = at;
        for (var i = 0; i < WindowTokens && start > 0; i++)
        {
            var previous = Previous(start);
            if (at - previous > WindowBytesMax) break;
            start = previous;
        }
        return start;
    }

    private int Forward(int at, int length)
    {
        var end = at;
        for (var i = 0; i < WindowTokens && end < length; i++)
        {
            var next = Next(end, length);
            if (next - at > WindowBytesMax) break;
            end = next;
        }
        return end;
    }

    /// <summary>Where the token before a place starts.</summary>
    private int Previous(int at)
    {
        var before = at - 1;
        var word = before >> SegmentShift;
        var mask = _starts[word] & (ulong.MaxValue >> (SegmentBytes - 1 - (before & (SegmentBytes - 1))));
        while (mask == 0) mask = _starts[--word];
        return (word << SegmentShift) + BitOperations.Log2(mask);
    }

    /// <summary>Where the token at a place ends.</summary>
    private int Next(int at, int length)
    {
        for (at++; at < length; at++)
            if ((_starts[at >> SegmentShift] >> at & 1) != 0) return at;
        return length;
    }
}
