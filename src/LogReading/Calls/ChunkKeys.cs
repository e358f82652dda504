using Accounting.Core.Ledger;

namespace Accounting.LogReading.Calls;

/// <summary>Finds the entry key of a call among the keys of the chunk. Names are compared as objects first: a known key costs no memory.
/// Not thread-safe.</summary>
internal sealed class ChunkKeys
{
    private readonly Dictionary<KeyFacts, int> _byFacts = [];
    private readonly Dictionary<EntryKey, int> _byKey = [];

    public void Clear()
    {
        _byFacts.Clear();
        _byKey.Clear();
    }

    /// <summary>The place of the key in <paramref name="keys"/>, where it is added if it is new.</summary>
    public int IndexOf(in KeyFacts facts, List<EntryKey> keys)
    {
        if (_byFacts.TryGetValue(facts, out var index)) return index;
        var key = facts.ToKey();
        if (!_byKey.TryGetValue(key, out index))
        {
            index = keys.Count;
            keys.Add(key);
            _byKey.Add(key, index);
        }
        _byFacts.Add(facts, index);
        return index;
    }
}
