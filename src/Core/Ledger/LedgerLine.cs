using Accounting.Core.Amounts;
using Accounting.Core.Usage;

namespace Accounting.Core.Ledger;

/// <summary>The sum of a ledger's entries of one key.</summary>
/// <param name="Key">All that the entries have in common.</param>
/// <param name="Calls">How many calls; may be 0 where a run was voided.</param>
/// <param name="Quantities">Summed meters, by meter number, zeros left out.</param>
/// <param name="Amount">Sum of charges and adjustments; null: not priced (invariant 5).</param>
/// <param name="ReportedCost">The sum of the costs that the logs themselves gave; null where none did.</param>
public sealed record LedgerLine(EntryKey Key, long Calls, IReadOnlyList<Quantity> Quantities, Money? Amount, Money? ReportedCost);
