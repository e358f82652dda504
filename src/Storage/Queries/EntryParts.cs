using System.Diagnostics.CodeAnalysis;
using Accounting.Core.Ledger;

namespace Accounting.Storage.Queries;

/// <summary>Postings and keys that were read for an entry, for the entries after it: some, then it starts anew.</summary>
internal sealed class EntryParts
{
    private const int HeldMax = 50_000; // About 15 MB of keys.

    private readonly Dictionary<long, LedgerPosting> _postings = [];
    private readonly Dictionary<long, EntryKey> _keys = [];

    public bool TryPosting(long id, [NotNullWhen(true)] out LedgerPosting? posting) => _postings.TryGetValue(id, out posting);

    public bool TryKey(long id, [NotNullWhen(true)] out EntryKey? key) => _keys.TryGetValue(id, out key);

    public LedgerPosting Add(LedgerPosting posting)
    {
        if (_postings.Count >= HeldMax) _postings.Clear();
        return _postings[posting.Id] = posting;
    }

    public EntryKey Add(long id, EntryKey key)
    {
        if (_keys.Count >= HeldMax) _keys.Clear();
        return _keys[id] = key;
    }
}
