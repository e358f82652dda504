using Accounting.Core.Usage;

namespace Accounting.Core.Ledger.Closing;

/// <summary>
/// A month that was closed, and with it all months before it: their statements never change any more. What is posted for them later
/// appears on the earliest open statement (invariant 10).
/// </summary>
/// <param name="Month">The last month that it closes.</param>
/// <param name="Tenant">Whose; null: everybody's.</param>
/// <param name="ClosedAt">When.</param>
/// <param name="ClosedBy">Who did it, as they said.</param>
/// <param name="Reason">Why, as they said; may be empty.</param>
/// <param name="LastPosting">
/// The last posting of the ledger before it. Which statement an entry is on is decided by the posting's number, not by a clock.
/// </param>
public sealed record MonthClosing(Month Month, string? Tenant, DateTimeOffset ClosedAt, string ClosedBy, string Reason, long LastPosting);

/// <summary>Asks to close a month.</summary>
/// <param name="Month">It must be over.</param>
/// <param name="Tenant">Whose; null: everybody's.</param>
/// <param name="ClosedBy">Who asks.</param>
/// <param name="Reason">Why; may be empty.</param>
/// <param name="WithEarlier">Whether to close earlier months too that have usage and are still open.</param>
public sealed record CloseMonthRequest(Month Month, string? Tenant, string ClosedBy, string Reason, bool WithEarlier);
