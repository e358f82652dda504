namespace Accounting.Tokenization.BytePair;

/// <summary>
/// Byte-pair encoding of a long piece. A merge makes only neighbours of a higher rank than its own, so the ranks are worked off from the
/// lowest to the highest, each from left to right: every place waits in the chain of its rank, and only the ranks themselves are kept in
/// order. Takes about 30 bytes of scratch memory per byte of the piece.
/// </summary>
internal sealed class LongPieceMerger(Vocabulary vocabulary, CountingGuard? guard)
{
    /// <summary>Scratch memory for longer pieces is given back after each, so that one odd text does not hold memory for ever.</summary>
    private const int KeptBytesMax = 1 << 20;

    // Indexed by the position of a token's first byte; a rank is that of a token and the next one.
    private int[] _tokens = [];
    private int[] _ranks = [];
    private int[] _next = [];
    private int[] _previous = [];

    private readonly RankChains _chains = new();
    private int _length;

    /// <summary>The tokens of a piece of at least one byte, valid until the next call.</summary>
    public ReadOnlySpan<int> Encode(ReadOnlySpan<byte> piece)
    {
        try
        {
            Begin(piece);
            while (_chains.TryTake(out var rank, out var places)) Merge(rank, places);
        }
        catch
        {
            Forget();
            throw;
        }
        var count = Compact();
        var tokens = _tokens.AsSpan(0, count);
        if (piece.Length > KeptBytesMax) Forget();
        return tokens;
    }

    private void Begin(ReadOnlySpan<byte> piece)
    {
        _length = piece.Length;
        if (_tokens.Length < _length)
        {
            _tokens = new int[_length];
            _ranks = new int[_length];
            _next = new int[_length];
            _previous = new int[_length];
        }
        _chains.Begin(vocabulary.End);
        for (var i = 0; i < piece.Length; i++)
        {
            _tokens[i] = vocabulary.Single(piece[i]);
            _next[i] = i + 1;
            _previous[i] = i - 1;
            Wait(i, i + 1 < piece.Length ? vocabulary.MergeBytes(piece[i], piece[i + 1]) : PairTable.None);
            if (i % CountingGuard.StepBytes == CountingGuard.StepBytes - 1) guard?.Ask();
        }
    }

    private void Merge(int rank, ReadOnlySpan<int> places)
    {
        foreach (var at in places)
        {
            // What has merged with a neighbour since has another rank.
            if (_ranks[at] != rank) continue;
            guard?.Did(0);
            MergeWithNext(at, rank);
        }
    }

    private void MergeWithNext(int at, int merged)
    {
        var second = _next[at];
        var after = _next[second];
        _tokens[at] = merged;
        _next[at] = after;
        _ranks[second] = PairTable.None;
        if (after < _length) _previous[after] = at;
        var before = _previous[at];
        if (before >= 0) Wait(before, vocabulary.Merge(_tokens[before], merged));
        Wait(at, after < _length ? vocabulary.Merge(merged, _tokens[after]) : PairTable.None);
    }

    private void Wait(int at, int rank)
    {
        _ranks[at] = rank;
        if (rank != PairTable.None) _chains.Add(rank, at);
    }

    private int Compact()
    {
        var count = 0;
        for (var at = 0; at < _length; at = _next[at]) _tokens[count++] = _tokens[at];
        return count;
    }

    private void Forget()
    {
        _tokens = _ranks = _next = _previous = [];
        _chains.Forget();
    }
}
