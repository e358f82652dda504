using Accounting.Core.Amounts;

namespace Accounting.Core.Pricing.Versions;

/// <summary>What two versions of the cost map say differently of one model over one stretch of time.</summary>
/// <param name="Model">As the later version has it, else as the earlier one has.</param>
/// <param name="From">First instant; null: since ever.</param>
/// <param name="To">First instant that is no more in it; null: for ever.</param>
/// <param name="Old">The row that decides in the one; null: none.</param>
/// <param name="New">The row that decides in the other; null: none.</param>
public sealed record PriceDifference(ModelPrices Model, DateTimeOffset? From, DateTimeOffset? To, PriceRow? Old, PriceRow? New)
{
    public PriceFields? OldPrices => Old is { IsWithoutPrice: false } ? Old.Prices : null;
    public PriceFields? NewPrices => New is { IsWithoutPrice: false } ? New.Prices : null;

    /// <summary>Whether there is a price where there was none, none where there was one, or another one.</summary>
    public PriceDifferenceKind Kind => (OldPrices, NewPrices) switch
    {
        (null, _) => PriceDifferenceKind.Added,
        (_, null) => PriceDifferenceKind.Removed,
        _ => PriceDifferenceKind.Changed,
    };

    /// <summary>Whether an instant lies in it.</summary>
    public bool IsAt(DateTimeOffset time) => (From is not { } from || from <= time) && (To is not { } to || time < to);

    /// <summary>The fields that differ, by name, with both values; a field that one of them lacks has null there. Tables (<c>tiered_pricing</c>,
    /// <c>off_peak_pricing</c>) are not listed.</summary>
    public IEnumerable<(string Name, ExactDecimal? Old, ExactDecimal? New)> FieldsThatDiffer()
    {
        var (old, now) = (OldPrices ?? PriceFields.None, NewPrices ?? PriceFields.None);
        foreach (var name in old.Values.Concat(now.Values).Select(pair => pair.Key).Distinct().Order(StringComparer.Ordinal))
            if (old[name] != now[name]) yield return (name, old[name], now[name]);
    }
}

/// <summary>How prices differ.</summary>
public enum PriceDifferenceKind : byte
{
    Added = 0,
    Changed = 1,
    Removed = 2,
}
