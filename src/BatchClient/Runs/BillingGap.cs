using Accounting.Core.Ledger;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Runs;

/// <summary>Days in a row, UTC, on which nothing of a tenant was billed although it was before and after: a log that is missing, perhaps.</summary>
internal sealed record BillingGap(string Tenant, DateOnly From, DateOnly To)
{
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <param name="lines">The ledger's lines; those without a time say nothing about days.</param>
    /// <param name="since">Gaps are looked for from this day on; null: from each tenant's first billed day.</param>
    /// <param name="until">And before this one; null: up to the last day billed for any tenant.</param>
    /// <returns>By tenant and day.</returns>
    public static IReadOnlyList<BillingGap> Of(IEnumerable<LedgerLine> lines, DateOnly? since, DateOnly? until)
    {
        var billed = lines.Where(line => !line.Key.Slot.IsUndated && line.Calls != 0)
            .GroupBy(line => line.Key.Tenant, line => DayOf(line.Key.Slot))
            .OrderBy(tenant => tenant.Key, StringComparer.Ordinal)
            .Select(tenant => (Tenant: tenant.Key, Days: tenant.Distinct().Order().ToList()))
            .ToList();
        if (billed.Count == 0) return [];
        var end = until ?? billed.Max(tenant => tenant.Days[^1]).AddDays(1);
        return [.. billed.SelectMany(tenant => Between(tenant.Tenant, tenant.Days, since ?? tenant.Days[0], end))];
    }

    private static IEnumerable<BillingGap> Between(string tenant, IReadOnlyList<DateOnly> days, DateOnly expected, DateOnly end)
    {
        foreach (var day in days.Append(end))
        {
            if (day > end) break;
            if (day > expected) yield return new(tenant, expected, day.AddDays(-1));
            if (day >= expected) expected = day.AddDays(1);
        }
    }

    private static DateOnly DayOf(Slot slot) => DateOnly.FromDateTime(slot.Start.UtcDateTime);
}
