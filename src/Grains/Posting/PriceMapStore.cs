using Accounting.Core.Ledger;

namespace Accounting.Grains.Posting;

/// <summary>The cost maps of the silo's ledger. A thing of its own, so that the container does not close the ledger through it.</summary>
internal sealed class PriceMapStore(IAccounting ledger) : IPriceMapStore
{
    public StoredPriceMap? LoadPriceMap(string version) => ledger.LoadPriceMap(version);

    public StoredPriceMap? LoadNewestPriceMap() => ledger.LoadNewestPriceMap();

    public bool TrySavePriceMap(StoredPriceMap map, string? after) => ledger.TrySavePriceMap(map, after);
}
