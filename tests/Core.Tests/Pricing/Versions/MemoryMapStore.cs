using Accounting.Core.Ledger;

namespace Accounting.Core.Tests.Pricing.Versions;

/// <summary>Keeps versions as the contract says.</summary>
internal sealed class MemoryMapStore : IPriceMapStore
{
    private readonly Lock _lock = new();
    private readonly List<StoredPriceMap> _maps = [];

    public IReadOnlyList<StoredPriceMap> Maps => _maps;

    /// <summary>Asked before a version is stored: what somebody else does just then.</summary>
    public Action? BeforeSave { get; set; }

    public StoredPriceMap? LoadPriceMap(string version)
    {
        lock (_lock) return _maps.Find(map => map.Version == version);
    }

    public StoredPriceMap? LoadNewestPriceMap()
    {
        lock (_lock) return _maps.LastOrDefault();
    }

    public bool TrySavePriceMap(StoredPriceMap map, string? after)
    {
        var before = BeforeSave;
        BeforeSave = null;
        before?.Invoke();
        lock (_lock)
        {
            if (_maps.Find(stored => stored.Version == map.Version) is { } same)
                return same.Digest == map.Digest ? true : throw new LedgerException(LedgerFault.Refused, "another digest");
            if (_maps.LastOrDefault()?.Version != after) return false;
            _maps.Add(map);
            return true;
        }
    }

    /// <summary>Another store with what this one has, its contents as the change makes them.</summary>
    public MemoryMapStore Copy(Func<StoredPriceMap, byte[]>? content = null)
    {
        var copy = new MemoryMapStore();
        copy._maps.AddRange(_maps.Select(map => map with { Content = content?.Invoke(map) ?? map.Content.ToArray() }));
        return copy;
    }
}
