using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Versions;

namespace Accounting.Silo.Hosting;

/// <summary>The cost maps that runs are pinned to. A version never changes; the few that were asked for last are kept. Thread-safe.</summary>
internal sealed class PinnedCostMaps(IAccounting ledger)
{
    private const int KeptMax = 8; // A map of 3,000 models takes a few MB; more runs at once are rare, and only read again.

    private readonly Lock _lock = new();
    private readonly LinkedList<(string Version, CostMap Map)> _kept = [];
    private readonly CostMapVersions _versions = new(ledger);

    /// <exception cref="LedgerException">The ledger does not hold that version.</exception>
    public IPriceList Of(string version)
    {
        lock (_lock)
        {
            var node = _kept.First;
            while (node is not null && node.Value.Version != version) node = node.Next;
            if (node is null) node = new((version, _versions.Load(version)));
            else _kept.Remove(node);
            _kept.AddFirst(node);
            if (_kept.Count > KeptMax) _kept.RemoveLast();
            return node.Value.Map;
        }
    }
}
