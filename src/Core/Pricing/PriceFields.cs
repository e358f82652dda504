using System.Collections.Immutable;
using Accounting.Core.Amounts;

namespace Accounting.Core.Pricing;

/// <summary>
/// The prices of one model over one period: LiteLLM's fields (LiteLLM 4) with exact values in USD per unit. Members of nested objects have dotted names
/// (<c>provider_specific_entry.us</c>). Immutable.
/// </summary>
public sealed class PriceFields
{
    public static readonly PriceFields None = new(ImmutableSortedDictionary<string, ExactDecimal>.Empty);

    public PriceFields(IEnumerable<KeyValuePair<string, ExactDecimal>> values, ImmutableArray<PriceTier> tiers = default, OffPeakPricing? offPeak = null)
    {
        Values = values.ToImmutableSortedDictionary(StringComparer.Ordinal);
        Tiers = tiers.IsDefault ? [] : tiers;
        OffPeak = offPeak;
        Thresholds = PriceThreshold.In(Values.Keys);
    }

    public ImmutableSortedDictionary<string, ExactDecimal> Values { get; }
    /// <summary><c>tiered_pricing</c>, in the order given; one tier prices the whole request.</summary>
    public ImmutableArray<PriceTier> Tiers { get; }
    /// <summary><c>off_peak_pricing</c>.</summary>
    public OffPeakPricing? OffPeak { get; }
    /// <summary>The prompt sizes above which the input price changes, largest first.</summary>
    internal ImmutableArray<PriceThreshold> Thresholds { get; }

    public bool IsEmpty => Values.IsEmpty && Tiers.IsEmpty && OffPeak is null;

    /// <summary>The field's value; null where there is none, which is not 0.</summary>
    public ExactDecimal? this[string field] => Values.TryGetValue(field, out var value) ? value : null;

    /// <summary>These prices, with those of <paramref name="changes"/> in place of what they name; nothing is erased.</summary>
    public PriceFields With(PriceFields changes) => new(
        Values.SetItems(changes.Values),
        changes.Tiers.IsEmpty ? Tiers : changes.Tiers,
        changes.OffPeak ?? OffPeak);

    /// <summary>Whether both hold the same prices.</summary>
    public bool SameAs(PriceFields other) =>
        Values.Count == other.Values.Count && Values.All(pair => other.Values.TryGetValue(pair.Key, out var value) && value == pair.Value)
        && Tiers.Length == other.Tiers.Length && Tiers.Zip(other.Tiers).All(pair => pair.First.SameAs(pair.Second))
        && (OffPeak is null ? other.OffPeak is null : other.OffPeak is not null && OffPeak.SameAs(other.OffPeak));
}
