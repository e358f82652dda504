using Accounting.Core.Amounts;
using Accounting.Core.Pricing;
using Accounting.Core.Statements;

namespace Accounting.BatchClient.Explain;

/// <summary>Numbers the prices that entries used, so that each is told once. The same row at the same price in several versions of the cost map is one.</summary>
internal sealed class PricesUsed
{
    private readonly Dictionary<Facts, (int Number, UsedPrice Price, SortedSet<string> Versions)> _prices = [];

    /// <summary>In the order of their numbers, each with the versions that have it.</summary>
    public IEnumerable<(int Number, UsedPrice Price, IReadOnlyCollection<string> Versions)> All =>
        _prices.Values.OrderBy(price => price.Number).Select(price => (price.Number, price.Price, (IReadOnlyCollection<string>)price.Versions));

    /// <summary>The price's number, from 1.</summary>
    public int NumberOf(UsedPrice price)
    {
        var facts = Facts.Of(price);
        if (!_prices.TryGetValue(facts, out var known)) _prices.Add(facts, known = (_prices.Count + 1, price, new(StringComparer.Ordinal)));
        known.Versions.Add(price.Version);
        return known.Number;
    }

    // Rows of two versions are two objects: what they say decides.
    private readonly record struct Facts(string Model, string Field, Money UnitPrice, ExactDecimal Factor, RowFacts? Row, RowFacts? Terms)
    {
        public static Facts Of(UsedPrice price) => new(price.Model, price.Field, price.UnitPrice, price.Factor, RowFacts.Of(price.Row), RowFacts.Of(price.Terms));
    }

    private readonly record struct RowFacts(DateTimeOffset? From, DateTimeOffset? To, DateTimeOffset Known, PriceKind Kind, string Source, string Reason)
    {
        public static RowFacts? Of(PriceRow? row) => row is null ? null : new(row.ValidFrom, row.ValidTo, row.KnownSince, row.Kind, row.Source, row.Reason);
    }
}
