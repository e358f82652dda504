using Accounting.Core.Ledger;
using Accounting.Core.Tests.Pricing.Versions;

namespace Accounting.Grains.Tests.Prices;

/// <summary>The store of all silos; fails before or after it has saved, at random, while it is told to.</summary>
internal sealed class FlakyMapStore : IPriceMapStore
{
    private readonly MemoryMapStore _store = new();
    private Random? _chance;

    public IReadOnlyList<StoredPriceMap> Maps => _store.Maps;

    /// <summary>Null: no faults.</summary>
    public void FailAtRandom(int? seed) => _chance = seed is { } some ? new Random(some) : null;

    public StoredPriceMap? LoadPriceMap(string version) => _store.LoadPriceMap(version);

    public StoredPriceMap? LoadNewestPriceMap() => _store.LoadNewestPriceMap();

    public bool TrySavePriceMap(StoredPriceMap map, string? after)
    {
        var fault = 9;
        if (_chance is { } chance)
            lock (chance) fault = chance.Next(4);
        if (fault == 0) throw new LedgerException(LedgerFault.Unavailable, "failed before");
        var saved = _store.TrySavePriceMap(map, after);
        return fault != 1 ? saved : throw new LedgerException(LedgerFault.Unavailable, "failed after");
    }
}
