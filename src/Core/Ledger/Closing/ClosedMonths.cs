using Accounting.Core.Usage;

namespace Accounting.Core.Ledger.Closing;

/// <summary>Which months are closed for one tenant, and which statement an entry is on.</summary>
/// <param name="closings">All closings of the ledger, in the order in which they were made.</param>
/// <param name="tenant">Whose.</param>
public sealed class ClosedMonths(IEnumerable<MonthClosing> closings, string tenant)
{
    private readonly IReadOnlyList<MonthClosing> _own = [.. closings.Where(closing => closing.Tenant is null || closing.Tenant == tenant)];

    /// <summary>The last closed month; null: none is.</summary>
    public Month? Last => _own.Count == 0 ? null : _own.Max(closing => closing.Month);

    /// <summary>What closed a month: the first closing of it or of a later one; null: it is open.</summary>
    public MonthClosing? Of(Month month) => _own.FirstOrDefault(closing => closing.Month >= month);

    /// <summary>The entries of a month that its statement has: all of an open month, of a closed one those posted before it was closed.</summary>
    public EntryFilter OnTime(Month month) => new()
    {
        Of = new() { Tenants = [tenant], Since = month.Start, Until = month.End },
        PostingsUpTo = Of(month)?.LastPosting,
    };

    /// <summary>
    /// The entries of earlier months that were posted after those were closed, while <paramref name="month"/> was the earliest open one;
    /// null: there can be none.
    /// </summary>
    public EntryFilter? Late(Month month) => Of(month.Plus(-1)) is not { } before ? null : new()
    {
        Of = new() { Tenants = [tenant], Until = month.Start },
        PostingsAfter = before.LastPosting,
        PostingsUpTo = Of(month)?.LastPosting,
    };

    /// <summary>
    /// The entries without a time. They belong to no month and have a statement of their own, which is never closed.
    /// </summary>
    /// <param name="upTo">As a month's statement saw them when it was closed; null: all.</param>
    public EntryFilter Undated(long? upTo) => new()
    {
        Of = new() { Tenants = [tenant], Since = DateTimeOffset.UnixEpoch, Until = DateTimeOffset.UnixEpoch, WithUndated = true },
        PostingsUpTo = upTo,
    };
}
