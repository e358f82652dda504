using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Versions;
using Microsoft.Extensions.Options;

namespace Accounting.Grains.Prices;

/// <summary>
/// The cost maps of a silo: the newest one, which <see cref="CostMapRefresh"/> keeps up, and a few that runs are pinned to. Maps never
/// change, so whoever has one needs no lock. One per silo; thread-safe.
/// </summary>
public sealed class CostMapSnapshot(IPriceMapStore store, IOptions<PriceOptions> options)
{
    private readonly CostMapVersions _versions = new(store);
    private readonly Lock _loading = new();
    private readonly LinkedList<CostMap> _pinned = [];
    private volatile CostMap _newest = ShippedPrices.Map;
    private volatile bool _isLoaded;

    /// <summary>The newest map that this silo knows of; what ships, until the ledger was asked for the first time.</summary>
    public CostMap Newest => _newest;

    /// <summary>Whether the ledger was asked for the newest version at least once: before that, the silo is not ready.</summary>
    public bool IsLoaded => _isLoaded;

    /// <summary>The map of a version, read from the ledger where it is not at hand: what a run is pinned to.</summary>
    /// <exception cref="LedgerException">The ledger does not hold it, or cannot be reached.</exception>
    public IPriceList For(string version)
    {
        var newest = _newest;
        if (newest.Version == version) return newest;
        // One at a time: many parts of one run ask at once, and need it read once.
        lock (_loading)
        {
            if (Held(version) is { } held) return held;
            var map = _versions.Load(version);
            _pinned.AddFirst(map);
            if (_pinned.Count > options.Value.PinnedMapsMax) _pinned.RemoveLast();
            return map;
        }
    }

    /// <summary>Asks the ledger for the newest version. Whether another one was found.</summary>
    /// <exception cref="LedgerException">The ledger cannot be reached, or its newest map is damaged: the one at hand stays.</exception>
    internal bool Refresh()
    {
        var newest = _versions.Newest();
        _isLoaded = true;
        if (newest.Digest == _newest.Digest) return false;
        _newest = newest;
        return true;
    }

    // Used last, dropped last.
    private CostMap? Held(string version)
    {
        for (var node = _pinned.First; node is not null; node = node.Next)
        {
            if (node.Value.Version != version) continue;
            _pinned.Remove(node);
            _pinned.AddFirst(node);
            return node.Value;
        }
        return null;
    }
}
