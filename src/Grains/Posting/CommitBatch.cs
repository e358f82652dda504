using Accounting.Core.Ledger.Parts;

namespace Accounting.Grains.Posting;

/// <summary>
/// What goes into one commit: bounded, and no two parts of one run and spend key, as <see cref="IPartLedger.PostParts"/> wants it.
/// </summary>
internal sealed class CommitBatch(int partsMax, int callsMax)
{
    private readonly List<LedgerWriter.Posting> _postings = [];
    private readonly HashSet<(string Run, SpendKey Key)> _keys = [];
    private int _parts;
    private int _calls;

    public IReadOnlyList<LedgerWriter.Posting> Postings => _postings;

    /// <summary>Takes a posting in, with all its parts; an empty batch takes any.</summary>
    public bool TryAdd(LedgerWriter.Posting posting)
    {
        var isFull = (long)_parts + posting.Parts.Count > partsMax || (long)_calls + posting.Calls > callsMax;
        if (_postings.Count > 0 && (isFull || posting.Parts.Any(part => _keys.Contains((part.Run, part.Key))))) return false;
        foreach (var part in posting.Parts) _keys.Add((part.Run, part.Key));
        _postings.Add(posting);
        _parts += posting.Parts.Count;
        _calls += posting.Calls;
        return true;
    }

    public void Clear()
    {
        _postings.Clear();
        _keys.Clear();
        (_parts, _calls) = (0, 0);
    }
}
