using System.Collections.Immutable;
using Accounting.Core.Amounts;

namespace Accounting.Core.Pricing.Agreements;

/// <summary>What was agreed with one tenant about one model, at any time. Of entries in order, the first that is in force decides; one that has ended makes room.</summary>
/// <param name="Prices">Entries that hold the price of the model.</param>
/// <param name="Terms">Entries that hold discount and margin.</param>
internal sealed record AgreedTerms(ImmutableArray<ModelPrices> Prices, ImmutableArray<ModelPrices> Terms)
{
    public static readonly AgreedTerms None = new([], []);

    /// <summary>The model's price in place of the map's; null: the map's holds.</summary>
    public PriceFields? PriceAt(DateTimeOffset time) => PriceRowAt(time)?.Prices;

    /// <summary>The row that holds it.</summary>
    public PriceRow? PriceRowAt(DateTimeOffset time) => InForce(Prices, time);

    /// <summary>The row that holds discount and margin.</summary>
    public PriceRow? TermsRowAt(DateTimeOffset time) => InForce(Terms, time);

    /// <summary>The factor on every price.</summary>
    public ExactDecimal FactorAt(DateTimeOffset time) => InForce(Terms, time) is { } terms ? Agreement.FactorOf(terms.Prices) : ExactDecimal.One;

    private static PriceRow? InForce(ImmutableArray<ModelPrices> entries, DateTimeOffset time)
    {
        foreach (var entry in entries)
            if (entry.RowAt(time) is { IsWithoutPrice: false } row) return row;
        return null;
    }
}
