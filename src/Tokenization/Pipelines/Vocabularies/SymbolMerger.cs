using Accounting.Tokenization.BytePair;

namespace Accounting.Tokenization.Pipelines.Vocabularies;

/// <summary>
/// Merges the symbols of a piece: the neighbours of the lowest rank first, the leftmost of equal ones. Short pieces by searching, long ones
/// with a heap in O(n log n). Holds scratch memory, so each thread has its own.
/// </summary>
internal sealed class SymbolMerger(MergeTable merges)
{
    private const int ShortMax = 48;

    /// <summary>Scratch memory for more symbols is given back after each use.</summary>
    private const int KeptMax = 1 << 20;

    private const int Gone = -1;

    private readonly int[] _ranks = new int[ShortMax];
    private readonly int[] _merged = new int[ShortMax];
    private readonly MergeHeap _heap = new();
    private int[] _next = [];
    private int[] _previous = [];

    /// <summary>Merges in place and answers how many symbols are left.</summary>
    public int Merge(Span<int> symbols) => symbols.Length <= ShortMax ? MergeShort(symbols) : MergeLong(symbols);

    private int MergeShort(Span<int> symbols)
    {
        var count = symbols.Length;
        for (var i = 0; i + 1 < count; i++) _ranks[i] = merges.Find(symbols[i], symbols[i + 1], out _merged[i]);
        while (count > 1)
        {
            var at = IndexOfLowest(_ranks.AsSpan(0, count - 1));
            if (_ranks[at] == MergeTable.None) break;
            symbols[at] = _merged[at];
            symbols[(at + 2)..count].CopyTo(symbols[(at + 1)..]);
            count--;
            if (at + 1 < count)
            {
                _ranks.AsSpan((at + 1)..count).CopyTo(_ranks.AsSpan(at));
                _merged.AsSpan((at + 1)..count).CopyTo(_merged.AsSpan(at));
                _ranks[at] = merges.Find(symbols[at], symbols[at + 1], out _merged[at]);
            }
            if (at > 0) _ranks[at - 1] = merges.Find(symbols[at - 1], symbols[at], out _merged[at - 1]);
        }
        return count;
    }

    private static int IndexOfLowest(ReadOnlySpan<int> ranks)
    {
        var at = 0;
        for (var i = 1; i < ranks.Length; i++)
            if (ranks[i] < ranks[at]) at = i;
        return at;
    }

    private int MergeLong(Span<int> symbols)
    {
        Begin(symbols);
        while (_heap.TryTake(out var rank, out var at))
        {
            // What was found earlier may no longer be there, or no longer the same.
            if (symbols[at] == Gone || _next[at] >= symbols.Length) continue;
            if (merges.Find(symbols[at], symbols[_next[at]], out var merged) == rank) MergeWithNext(symbols, at, merged);
        }
        var count = 0;
        for (var at = 0; at < symbols.Length; at = _next[at]) symbols[count++] = symbols[at];
        if (_next.Length > KeptMax) Forget();
        return count;
    }

    private void Begin(ReadOnlySpan<int> symbols)
    {
        if (_next.Length < symbols.Length)
        {
            _next = new int[symbols.Length];
            _previous = new int[symbols.Length];
        }
        _heap.Clear();
        for (var i = 0; i < symbols.Length; i++)
        {
            _next[i] = i + 1;
            _previous[i] = i - 1;
            if (i + 1 < symbols.Length) _heap.Append(merges.Find(symbols[i], symbols[i + 1], out _), i);
        }
        _heap.Order();
    }

    private void MergeWithNext(Span<int> symbols, int at, int merged)
    {
        var second = _next[at];
        var after = _next[second];
        symbols[at] = merged;
        symbols[second] = Gone;
        _next[at] = after;
        if (after < symbols.Length)
        {
            _previous[after] = at;
            _heap.Add(merges.Find(merged, symbols[after], out _), at);
        }
        var before = _previous[at];
        if (before >= 0) _heap.Add(merges.Find(symbols[before], merged, out _), before);
    }

    private void Forget()
    {
        _next = _previous = [];
        _heap.Forget();
    }
}
