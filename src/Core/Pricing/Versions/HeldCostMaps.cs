using Accounting.Core.Ledger;

namespace Accounting.Core.Pricing.Versions;

/// <summary>The versions of the cost map that were asked for last: each is large, and a ledger may name many. Not thread-safe.</summary>
/// <param name="find">A version by its name; null where the ledger keeps none of that name.</param>
public sealed class HeldCostMaps(Func<string, CostMap?> find)
{
    private const int HeldMax = 4; // Some ten megabytes each.

    private readonly LinkedList<(string Version, CostMap? Prices)> _held = [];
    private readonly SortedDictionary<string, string> _problems = new(StringComparer.Ordinal);

    /// <summary>A sentence for each version that cannot be read.</summary>
    public IEnumerable<string> Problems => _problems.Values.Distinct(StringComparer.Ordinal);

    /// <summary>The prices of a version; null where they cannot be read.</summary>
    public CostMap? this[string version]
    {
        get
        {
            for (var node = _held.First; node is not null; node = node.Next)
            {
                if (node.Value.Version != version) continue;
                _held.Remove(node);
                _held.AddFirst(node);
                return node.Value.Prices;
            }
            if (_held.Count == HeldMax) _held.RemoveLast();
            return _held.AddFirst((version, Find(version))).Value.Prices;
        }
    }

    private CostMap? Find(string version)
    {
        try
        {
            if (find(version) is { } prices) return prices;
            _problems[version] = $"The ledger holds no cost map {version}, though amounts name it: they cannot be derived again. Restore the ledger from a copy.";
        }
        catch (LedgerException exception) when (exception.Fault == LedgerFault.Damaged)
        {
            _problems[version] = exception.Message;
        }
        return null;
    }
}
