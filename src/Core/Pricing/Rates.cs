using Accounting.Core.Amounts;
using Accounting.Core.Usage;

namespace Accounting.Core.Pricing;

/// <summary>
/// The effective unit prices of one entry key: all factors applied, each rounded once, half-even, to 1e-24 USD (invariant 4). Immutable.
/// </summary>
public sealed class Rates
{
    private readonly Money?[] _byMeter;

    /// <param name="pricedModel">The cost map's name of the model that was found.</param>
    /// <param name="priceVersion">The version of the cost map that the prices come from.</param>
    /// <param name="byMeter">Unit price by meter number; null where there is none.</param>
    public Rates(string pricedModel, string priceVersion, Money?[] byMeter)
    {
        PricedModel = pricedModel;
        PriceVersion = priceVersion;
        _byMeter = byMeter;
    }

    public string PricedModel { get; }
    public string PriceVersion { get; }

    /// <summary>The price of one unit of a meter; null: not priced, which is not the same as 0 (invariant 5).</summary>
    public Money? this[Meter meter] => (int)meter < _byMeter.Length ? _byMeter[(int)meter] : null;

    /// <summary>Whether a quantity can be charged: there is a price, or nothing to charge.</summary>
    public bool IsPriced(Quantity quantity) =>
        quantity.Amount == 0 || !quantity.Meter.IsBilled() || this[quantity.Meter] is not null;

    /// <summary>
    /// As <see cref="Charge"/>, but null for an amount beyond 170 trillion USD too: that is a mistake of the log or of the price. It is said
    /// not to be priced (invariant 5), so that one bad record stops no run.
    /// </summary>
    public Money? ChargeOrNull(ReadOnlySpan<Quantity> quantities)
    {
        try
        {
            return Charge(quantities);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>The amount of all quantities; null if any of them other than zero has no price.</summary>
    /// <exception cref="OverflowException">The amount does not fit into <see cref="Money"/>.</exception>
    public Money? Charge(ReadOnlySpan<Quantity> quantities)
    {
        var sum = Money.Zero;
        foreach (var quantity in quantities)
        {
            if (!IsPriced(quantity)) return null;
            if (quantity.Meter.IsBilled() && this[quantity.Meter] is { } price) sum += price * quantity.Amount;
        }
        return sum;
    }
}
