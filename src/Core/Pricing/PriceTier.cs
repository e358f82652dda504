namespace Accounting.Core.Pricing;

/// <summary>
/// One row of <c>tiered_pricing</c>: the prices of a whole request whose prompt is larger than <paramref name="From"/> and at most
/// <paramref name="To"/> tokens.
/// </summary>
/// <param name="Kind">What the range is of: the size of the prompt (<c>range</c>), or what a search asks for
/// (<c>max_results_range</c>).</param>
/// <param name="From">Exclusive.</param>
/// <param name="To">Inclusive; null where the last tier is open.</param>
/// <param name="Prices">Flat prices.</param>
public sealed record PriceTier(PriceTierKind Kind, long From, long? To, PriceFields Prices)
{
    internal bool SameAs(PriceTier other) => Kind == other.Kind && From == other.From && To == other.To && Prices.SameAs(other.Prices);
}

/// <summary>What the ranges of a tier table are of.</summary>
public enum PriceTierKind : byte
{
    PromptTokens = 0,
    MaxResults = 1,
}
