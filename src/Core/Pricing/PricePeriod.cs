namespace Accounting.Core.Pricing;

/// <summary>A stretch of time over which one price row decides.</summary>
/// <param name="From">First instant; null: since ever.</param>
/// <param name="To">First instant that is no more in it; null: for ever.</param>
/// <param name="Row">The row that decides; null: none does.</param>
public sealed record PricePeriod(DateTimeOffset? From, DateTimeOffset? To, PriceRow? Row)
{
    /// <summary>The prices that hold; null where there is none, so that calls are unpriced.</summary>
    public PriceFields? Prices => Row is { IsWithoutPrice: false } row ? row.Prices : null;

    /// <summary>What it has in common with a stretch of time; null where that is nothing.</summary>
    internal PricePeriod? Within(DateTimeOffset? from, DateTimeOffset? to)
    {
        var begin = from is null || From > from ? From : from;
        var end = to is null || To < to ? To : to;
        return begin is null || end is null || begin < end ? new(begin, end, Row) : null;
    }
}
