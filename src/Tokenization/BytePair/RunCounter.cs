namespace Accounting.Tokenization.BytePair;

/// <summary>
/// Counts the tokens of one byte repeated (a ruled line, blanks, an attack) without looking at each: keeps runs of equal tokens, and does
/// all merges within a run at once. That is the order of the definition, since a merge makes only neighbours of a higher rank than its own.
/// </summary>
internal sealed class RunCounter(Vocabulary vocabulary)
{
    private readonly List<Run> _runs = [];

    /// <param name="value">The byte.</param>
    /// <param name="length">How often it stands; at least 1.</param>
    public int Count(byte value, int length)
    {
        _runs.Clear();
        _runs.Add(new(vocabulary.Single(value), length));
        while (TryFindLowest(out var at, out var isWithin, out var rank))
            if (isWithin) MergeWithin(at, rank);
            else MergeAcross(at, rank);
        var count = 0;
        foreach (var run in _runs) count += run.Count;
        return count;
    }

    private bool TryFindLowest(out int at, out bool isWithin, out int rank)
    {
        (at, isWithin, rank) = (0, false, PairTable.None);
        for (var i = 0; i < _runs.Count; i++)
        {
            var (token, count) = _runs[i];
            if (count > 1 && vocabulary.Merge(token, token) is var within && within < rank) (at, isWithin, rank) = (i, true, within);
            if (i + 1 < _runs.Count && vocabulary.Merge(token, _runs[i + 1].Token) is var across && across < rank) (at, isWithin, rank) = (i, false, across);
        }
        return rank != PairTable.None;
    }

    /// <summary>From the left two and two; the last one of an odd number is left over.</summary>
    private void MergeWithin(int at, int merged)
    {
        var (token, count) = _runs[at];
        _runs[at] = new(merged, count / 2);
        if (count % 2 != 0) _runs.Insert(at + 1, new(token, 1));
        Join(at + 1);
        Join(at);
    }

    private void MergeAcross(int at, int merged)
    {
        var (left, right) = (_runs[at], _runs[at + 1]);
        _runs[at] = left with { Count = left.Count - 1 };
        _runs[at + 1] = right with { Count = right.Count - 1 };
        _runs.Insert(at + 1, new(merged, 1));
        _runs.RemoveAll(static run => run.Count == 0);
        for (var i = _runs.Count - 1; i > 0; i--) Join(i);
    }

    /// <summary>Makes one run of two neighbours of the same token.</summary>
    private void Join(int at)
    {
        if (at <= 0 || at >= _runs.Count || _runs[at - 1].Token != _runs[at].Token) return;
        _runs[at - 1] = _runs[at - 1] with { Count = _runs[at - 1].Count + _runs[at].Count };
        _runs.RemoveAt(at);
    }

    private readonly record struct Run(int Token, int Count);
}
