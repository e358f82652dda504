using System.Collections.Immutable;

namespace Accounting.Core.Pricing;

/// <summary>The order of price rows.</summary>
internal static class PriceRows
{
    /// <summary>In the order of knowing, the rest of a row deciding between those known at once; of equal rows one is kept.</summary>
    public static ImmutableArray<PriceRow> Sorted(ImmutableArray<PriceRow> rows)
    {
        if (rows.Length <= 1) return rows;
        var sorted = rows.Select(row => (row, text: CostMapSerializer.WriteRow(row)))
            .OrderBy(pair => pair.row.KnownSince).ThenBy(pair => pair.row.ValidFrom ?? DateTimeOffset.MinValue)
            .ThenBy(pair => pair.row.Kind).ThenBy(pair => pair.text, StringComparer.Ordinal);
        var result = ImmutableArray.CreateBuilder<PriceRow>();
        var last = "";
        foreach (var (row, text) in sorted)
        {
            if (text != last) result.Add(row);
            last = text;
        }
        return result.ToImmutable();
    }
}
