using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Accounting.Core.Amounts;

namespace Accounting.Core.Pricing;

/// <summary>
/// The prices of one model over one period: LiteLLM's fields (LiteLLM 4) with exact values in USD per unit. Members of nested objects have
/// dotted names
/// (<c>provider_specific_entry.us</c>). Immutable.
/// </summary>
public sealed class PriceFields
{
    public static readonly PriceFields None = new([]);

    /// <param name="values">By field; of two with one name the last counts.</param>
    /// <param name="tiers"><c>tiered_pricing</c>.</param>
    /// <param name="offPeak"><c>off_peak_pricing</c>.</param>
    public PriceFields(IEnumerable<KeyValuePair<string, ExactDecimal>> values, ImmutableArray<PriceTier> tiers = default,
        OffPeakPricing? offPeak = null)
    {
        Values = Sorted(values);
        Tiers = tiers.IsDefault ? [] : tiers;
        OffPeak = offPeak;
        Thresholds = PriceThreshold.In(Values);
    }

    /// <summary>Sorted by field; no field twice.</summary>
    public ImmutableArray<KeyValuePair<string, ExactDecimal>> Values { get; }
    /// <summary><c>tiered_pricing</c>, in the order given; one tier prices the whole request.</summary>
    public ImmutableArray<PriceTier> Tiers { get; }
    /// <summary><c>off_peak_pricing</c>.</summary>
    public OffPeakPricing? OffPeak { get; }
    /// <summary>The prompt sizes above which the input price changes, largest first.</summary>
    internal ImmutableArray<PriceThreshold> Thresholds { get; }

    public bool IsEmpty => Values.IsEmpty && Tiers.IsEmpty && OffPeak is null;

    /// <summary>The field's value; null where there is none, which is not 0.</summary>
    public ExactDecimal? this[string field]
    {
        get
        {
            var (low, high) = (0, Values.Length - 1);
            while (low <= high)
            {
                var middle = (low + high) / 2;
                var order = string.CompareOrdinal(Values[middle].Key, field);
                if (order == 0) return Values[middle].Value;
                if (order < 0) low = middle + 1;
                else high = middle - 1;
            }
            return null;
        }
    }

    /// <summary>These prices, with those of <paramref name="changes"/> in place of what they name; nothing is erased.</summary>
    public PriceFields With(PriceFields changes) => new(
        Values.Concat(changes.Values),
        changes.Tiers.IsEmpty ? Tiers : changes.Tiers,
        changes.OffPeak ?? OffPeak);

    /// <summary>Whether both hold the same prices.</summary>
    public bool SameAs(PriceFields other) =>
        Values.SequenceEqual(other.Values)
        && Tiers.Length == other.Tiers.Length && Tiers.Zip(other.Tiers).All(pair => pair.First.SameAs(pair.Second))
        && (OffPeak is null ? other.OffPeak is null : other.OffPeak is not null && OffPeak.SameAs(other.OffPeak));

    private static ImmutableArray<KeyValuePair<string, ExactDecimal>> Sorted(IEnumerable<KeyValuePair<string, ExactDecimal>> values)
    {
        var all = new Dictionary<string, ExactDecimal>(StringComparer.Ordinal);
        foreach (var (field, value) in values) all[field] = value.Normalize();
        var sorted = all.ToArray();
        Array.Sort(sorted, static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        return ImmutableCollectionsMarshal.AsImmutableArray(sorted);
    }
}
