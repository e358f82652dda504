using Accounting.Core.Amounts;
using Accounting.Core.Usage;

namespace Accounting.Core.Ledger;

/// <summary>The sum of a ledger's entries of one key.</summary>
/// <param name="Key">All that the entries have in common.</param>
/// <param name="Calls">How many calls; may be 0 where a run was voided.</param>
/// <param name="Quantities">Summed meters, by meter number, zeros left out.</param>
/// <param name="Amount">Sum of charges and adjustments of what is priced; null: nothing is (invariant 5).</param>
/// <param name="ReportedCost">The sum of the costs that the logs themselves gave; null where none did.</param>
public sealed record LedgerLine(EntryKey Key, long Calls, IReadOnlyList<Quantity> Quantities, Money? Amount, Money? ReportedCost)
{
    /// <summary>How many of the calls have no price. Not all of them where one run knew the price and another did not.</summary>
    public long UnpricedCalls { get; init; } = Amount is null ? Calls : 0;
}
