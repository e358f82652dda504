using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;

namespace Accounting.Core.Statements;

/// <summary>The entries of one key, apart by what they are priced with; adjustments by what they replace.</summary>
internal sealed class KeyUsage(EntryKey key)
{
    private readonly Dictionary<PricedBy, PricedPart> _parts = [];
    private readonly Dictionary<Adjusted, (Money Amount, long UnpricedCalls)> _adjustments = [];

    public EntryKey Key => key;

    public long Calls { get; private set; }

    public IReadOnlyCollection<PricedPart> Parts => _parts.Values;

    public IEnumerable<(Adjusted What, Money Amount)> Adjustments => _adjustments.Select(adjustment => (adjustment.Key, adjustment.Value.Amount));

    /// <summary>How many calls have no price.</summary>
    public long UnpricedCalls => _parts.Values.Sum(part => part.UnpricedCalls) + _adjustments.Values.Sum(adjustment => adjustment.UnpricedCalls);

    public Money Amount => Sum(_parts.Values.Select(part => part.Amount).Concat(_adjustments.Values.Select(adjustment => adjustment.Amount)));

    /// <summary>Where entries were adjusted: what the last adjustment priced with. With its prices one line may say what several say.</summary>
    public PricedPart? InForce { get; private set; }

    public void Add(LedgerEntry entry)
    {
        Calls += entry.Calls;
        var by = PricedBy.Of(entry);
        if (entry.Quantities.Count > 0 || entry.Calls != 0)
        {
            PartOf(by).Add(entry);
            return;
        }
        var what = new Adjusted(entry.Posting.Kind, by.Version, entry.Posting.OldPriceVersion, entry.Posting.Reason ?? "");
        var (amount, unpriced) = _adjustments.GetValueOrDefault(what);
        _adjustments[what] = (amount + (entry.Amount ?? Money.Zero), unpriced + entry.UnpricedCalls);
        if (entry.Posting.Kind == EntryKind.Adjustment) InForce = PartOf(by);
    }

    /// <summary>The quantities of all parts, zeros left out.</summary>
    public SortedList<Meter, long> Quantities()
    {
        var sums = new SortedList<Meter, long>();
        foreach (var (meter, quantity) in _parts.Values.SelectMany(part => part.Priced.Concat(part.Unpriced)))
            sums[meter] = sums.GetValueOrDefault(meter) + quantity;
        foreach (var meter in sums.Where(sum => sum.Value == 0).Select(sum => sum.Key).ToList()) sums.Remove(meter);
        return sums;
    }

    private PricedPart PartOf(PricedBy by)
    {
        if (!_parts.TryGetValue(by, out var part)) _parts.Add(by, part = new(by));
        return part;
    }

    private static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero, (sum, amount) => sum + amount);
}

/// <summary>Entries without usage that say the same: what kind of posting, its price version, the one that it replaces, why.</summary>
internal readonly record struct Adjusted(EntryKind Kind, string Version, string? OldVersion, string Reason);
