namespace Accounting.Tokenization.BytePair;

/// <summary>
/// Byte-pair encoding of a long piece in O(n log n): a linked list of tokens over the bytes and a heap of the merges that were possible
/// when they were found.
/// Takes about 32 bytes of scratch memory per byte of the piece.
/// </summary>
internal sealed class LongPieceMerger(Vocabulary vocabulary, CountingGuard? guard)
{
    /// <summary>Scratch memory for longer pieces is given back after each, so that one odd text does not hold memory for ever.</summary>
    private const int KeptBytesMax = 1 << 20;

    private const int Gone = -1;

    // Indexed by the position of a token's first byte.
    private int[] _tokens = [];
    private int[] _next = [];
    private int[] _previous = [];
    private readonly MergeHeap _heap = new();

    /// <summary>The tokens of a piece of at least one byte, valid until the next call.</summary>
    public ReadOnlySpan<int> Encode(ReadOnlySpan<byte> piece)
    {
        try
        {
            Begin(piece);
            Merge(piece.Length);
        }
        catch
        {
            Forget();
            throw;
        }
        var count = Compact(piece.Length);
        var tokens = _tokens.AsSpan(0, count);
        if (piece.Length > KeptBytesMax) Forget();
        return tokens;
    }

    private void Begin(ReadOnlySpan<byte> piece)
    {
        if (_tokens.Length < piece.Length)
        {
            _tokens = new int[piece.Length];
            _next = new int[piece.Length];
            _previous = new int[piece.Length];
        }
        _heap.Clear();
        for (var i = 0; i < piece.Length; i++)
        {
            _tokens[i] = vocabulary.Single(piece[i]);
            _next[i] = i + 1;
            _previous[i] = i - 1;
            if (i + 1 < piece.Length) _heap.Append(vocabulary.MergeBytes(piece[i], piece[i + 1]), i);
            if (i % CountingGuard.StepBytes == CountingGuard.StepBytes - 1) guard?.Ask();
        }
        _heap.Order();
    }

    private void Merge(int length)
    {
        while (_heap.TryTake(out var rank, out var at))
        {
            guard?.Did(0);
            if (_tokens[at] == Gone || _next[at] >= length || vocabulary.Merge(_tokens[at], _tokens[_next[at]]) != rank) continue;
            MergeWithNext(at, rank, length);
        }
    }

    private void MergeWithNext(int at, int merged, int length)
    {
        var second = _next[at];
        var after = _next[second];
        _tokens[at] = merged;
        _tokens[second] = Gone;
        _next[at] = after;
        if (after < length)
        {
            _previous[after] = at;
            _heap.Add(vocabulary.Merge(merged, _tokens[after]), at);
        }
        var before = _previous[at];
        if (before >= 0) _heap.Add(vocabulary.Merge(_tokens[before], merged), before);
    }

    private int Compact(int length)
    {
        var count = 0;
        for (var at = 0; at < length; at = _next[at]) _tokens[count++] = _tokens[at];
        return count;
    }

    private void Forget()
    {
        _tokens = _next = _previous = [];
        _heap.Forget();
    }
}
