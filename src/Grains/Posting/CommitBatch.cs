using Accounting.Core.Ledger.Parts;

namespace Accounting.Grains.Posting;

/// <summary>
/// What goes into one commit: bounded, and no two parts of one run and spend key, as <see cref="IPartLedger.PostParts"/> wants it.
/// </summary>
internal sealed class CommitBatch(int partsMax, int callsMax)
{
    private readonly List<LedgerWriter.Posting> _postings = [];
    private readonly HashSet<(string Run, SpendKey Key)> _keys = [];
    private int _calls;

    public IReadOnlyList<LedgerWriter.Posting> Postings => _postings;

    /// <summary>Takes a part in; an empty batch takes any.</summary>
    public bool TryAdd(LedgerWriter.Posting posting)
    {
        var part = posting.Part;
        if (_postings.Count == partsMax || (_postings.Count > 0 && (long)_calls + part.Calls.Count > callsMax)) return false;
        if (!_keys.Add((part.Run, part.Key))) return false;
        _postings.Add(posting);
        _calls += part.Calls.Count;
        return true;
    }

    public void Clear()
    {
        _postings.Clear();
        _keys.Clear();
        _calls = 0;
    }
}
