using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.Core.Statements;

/// <summary>What prices are of: a version of the cost map, and for usage without a time the instant as of which it is priced.</summary>
public readonly record struct PricedBy(string Version, DateTimeOffset UndatedAt)
{
    /// <summary>What an entry's amount is of.</summary>
    public static PricedBy Of(LedgerEntry entry) => new(entry.Posting.PriceVersion, entry.Key.Slot.IsUndated ? entry.Posting.UndatedAt : default);
}

/// <summary>Charges and reversals of one key, priced alike.</summary>
internal sealed class PricedPart(PricedBy by)
{
    public PricedBy By => by;

    /// <summary>Of what has an amount; by meter.</summary>
    public SortedList<Meter, long> Priced { get; } = [];

    /// <summary>Of what has none.</summary>
    public SortedList<Meter, long> Unpriced { get; } = [];

    public Money Amount { get; private set; }

    public long UnpricedCalls { get; private set; }

    /// <summary>The unit prices; null: no map of the version is stored, or it has no such model.</summary>
    public Rates? Rates { get; set; }

    /// <summary>Where they come from.</summary>
    public PriceOrigin? Origin { get; set; }

    public void Add(LedgerEntry entry)
    {
        var sums = entry.Amount is null ? Unpriced : Priced;
        foreach (var (meter, quantity) in entry.Quantities) sums[meter] = sums.GetValueOrDefault(meter) + quantity;
        Amount += entry.Amount ?? Money.Zero;
        UnpricedCalls += entry.UnpricedCalls;
    }

    /// <summary>What <see cref="Rates"/> make of quantities; null where they cannot price them.</summary>
    public static Money? Charge(Rates? rates, IEnumerable<KeyValuePair<Meter, long>> quantities) =>
        rates?.Charge([.. quantities.Select(sum => new Quantity(sum.Key, sum.Value))]);
}
