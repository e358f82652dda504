using Accounting.BatchClient.Rendering;
using Accounting.Core.Ledger;

namespace Accounting.BatchClient.Spend;

/// <summary>One group: its values in the order of <see cref="SpendQuery.GroupBy"/>, and its sums.</summary>
internal sealed record SpendRow(string[] Group, Tally Sum);

/// <summary>The answer to a <see cref="SpendQuery"/>.</summary>
/// <param name="Query">What was asked.</param>
/// <param name="Rows">In order, the first <see cref="SpendQuery.Top"/> of them.</param>
/// <param name="OmittedRows">How many more there are. They are in <paramref name="Total"/>.</param>
/// <param name="Total">Of all rows.</param>
/// <param name="Incomplete">What the answer does not know.</param>
internal sealed record SpendReport(SpendQuery Query, IReadOnlyList<SpendRow> Rows, int OmittedRows, Tally Total, Incomplete Incomplete)
{
    /// <summary>
    /// Sums the lines by group, in one pass. Lines without a time belong to no window; what they hold is said in <see cref="Incomplete"/>.
    /// </summary>
    public static SpendReport Of(SpendQuery query, IEnumerable<LedgerLine> lines)
    {
        var (groups, total, incomplete) = (new Dictionary<string[], Tally>(GroupComparer.Instance), new Tally(), new Incomplete());
        var buckets = new TimeBuckets(query.Zone);
        foreach (var line in lines)
        {
            incomplete.Add(line, isCounted: query.Window.IsOpen || !line.Key.Slot.IsUndated);
            if (line.Key.Slot.IsUndated && !query.Window.IsOpen) continue;
            var group = new string[query.GroupBy.Count];
            for (var i = 0; i < group.Length; i++) group[i] = query.GroupBy[i].ValueOf(line.Key, buckets);
            if (!groups.TryGetValue(group, out var sum)) groups[group] = sum = new();
            sum.Add(line);
            total.Add(line);
        }
        var rows = groups.Select(group => new SpendRow(group.Key, group.Value)).Where(row => !row.Sum.IsNothing).ToList();
        rows.Sort((left, right) => Compare(query, left, right));
        var shown = Math.Min(query.Top ?? rows.Count, rows.Count);
        return new(query, rows[..shown], rows.Count - shown, total, incomplete);
    }

    private static int Compare(SpendQuery query, SpendRow left, SpendRow right)
    {
        var order = query.Order switch
        {
            SpendOrder.Cost => Nullable.Compare(left.Sum.Cost, right.Sum.Cost),
            SpendOrder.Calls => left.Sum.Calls.CompareTo(right.Sum.Calls),
            SpendOrder.Tokens => left.Sum.Tokens.CompareTo(right.Sum.Tokens),
            _ => GroupComparer.Compare(left.Group, right.Group),
        };
        if (!query.Ascending) order = -order;
        return order != 0 ? order : GroupComparer.Compare(left.Group, right.Group);
    }

    private sealed class GroupComparer : IEqualityComparer<string[]>
    {
        public static readonly GroupComparer Instance = new();

        public static int Compare(string[] left, string[] right)
        {
            for (var i = 0; i < left.Length; i++)
                if (string.CompareOrdinal(left[i], right[i]) is var order and not 0) return order;
            return 0;
        }

        public bool Equals(string[]? x, string[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(string[] obj)
        {
            var hash = new HashCode();
            foreach (var text in obj) hash.Add(text, StringComparer.Ordinal);
            return hash.ToHashCode();
        }
    }
}
