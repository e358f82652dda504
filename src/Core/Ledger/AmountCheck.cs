using System.Globalization;
using Accounting.Core.Pricing.Versions;

namespace Accounting.Core.Ledger;

/// <summary>
/// Derives each amount of a ledger again: what a charge or a reversal comes to at the version of the cost map that it names, and what an
/// adjustment must add. One key, and a few maps, are held at a time.
/// </summary>
public static class AmountCheck
{
    private const int ProblemsMax = 20;

    /// <summary>A sentence per problem, at most some; none if all amounts follow.</summary>
    public static IReadOnlyList<string> Problems(IAccounting ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        var problems = new List<string>();
        try
        {
            var maps = new HeldCostMaps(new CostMapVersions(ledger).Find);
            problems.AddRange(Problems(ledger.Entries(new() { ByKey = true }), maps).Take(ProblemsMax + 1));
        }
        catch (LedgerException exception)
        {
            problems.Add(exception.Message);
        }
        catch (OverflowException)
        {
            problems.Add("A sum of entries does not fit: a stored quantity or amount is out of all bounds.");
        }
        if (problems.Count > ProblemsMax) problems[^1] = $"There are more problems of this kind than the {ProblemsMax} listed.";
        return problems;
    }

    /// <param name="entries">Key by key, those of a key in the order of their numbers.</param>
    /// <param name="maps">The prices.</param>
    internal static IEnumerable<string> Problems(IEnumerable<LedgerEntry> entries, HeldCostMaps maps)
    {
        var sums = new KeyAmounts(maps);
        foreach (var entry in entries)
            foreach (var problem in sums.Add(entry))
                yield return $"Entry {entry.Id.ToString(CultureInfo.InvariantCulture)} ({Describe(entry)}) {problem}";
        foreach (var problem in maps.Problems) yield return problem;
    }

    private static string Describe(LedgerEntry entry)
    {
        var slot = entry.Key.Slot.IsUndated ? "undated" : entry.Key.Slot.Start.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
        return $"run {entry.Posting.Run}, tenant {entry.Key.Tenant}, model {Parts.SpendKey.Of(entry.Key).Model}, {slot}, prices {entry.Posting.PriceVersion}";
    }
}
