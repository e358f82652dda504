using Accounting.Core.Amounts;
using Accounting.Core.Usage;

namespace Accounting.Core.Ledger;

/// <summary>One entry of the ledger: one key's sum in one posting (docs/LEDGER.md). Entries are only ever added (invariant 9).</summary>
/// <param name="Id">Its number: later entries have greater ones.</param>
/// <param name="Posting">What posted it.</param>
/// <param name="Key">All that pricing needs beside quantities.</param>
/// <param name="Calls">How many calls; negative where they are reversed, 0 for an adjustment.</param>
/// <param name="UnpricedCalls">How many calls more have no price after it; negative where it gives them one, or reverses them.</param>
/// <param name="Quantities">By meter number, zeros left out; negative where they are reversed, none for an adjustment.</param>
/// <param name="Amount">What was charged, reversed or adjusted; null: not priced (invariant 5).</param>
/// <param name="ReportedCost">What the log itself said it cost; null where it said nothing.</param>
public sealed record LedgerEntry(
    long Id, LedgerPosting Posting, EntryKey Key, long Calls, long UnpricedCalls, IReadOnlyList<Quantity> Quantities, Money? Amount, Money? ReportedCost);

/// <summary>What the entries of one transaction have in common.</summary>
/// <param name="Id">Its number: later postings have greater ones.</param>
/// <param name="Run">The run that it belongs to.</param>
/// <param name="UndatedAt">The instant as of which the run's calls without a time are priced.</param>
/// <param name="Kind">Whether it charges, reverses or adjusts.</param>
/// <param name="PostedAt">When.</param>
/// <param name="PriceVersion">The version of the cost map that its amounts are of.</param>
/// <param name="OldPriceVersion">The version that an adjustment replaces; null for all else.</param>
/// <param name="Reason">Why it was reversed or adjusted; null for charges.</param>
public sealed record LedgerPosting(
    long Id, string Run, DateTimeOffset UndatedAt, EntryKind Kind, DateTimeOffset PostedAt, string PriceVersion, string? OldPriceVersion, string? Reason);
