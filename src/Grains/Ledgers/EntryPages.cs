using Accounting.Core.Ledger;
using Accounting.Grains.Interfaces.Ledgers;

namespace Accounting.Grains.Ledgers;

/// <summary>Cuts entries into pages.</summary>
internal static class EntryPages
{
    /// <param name="entries">Those after the page before, in order.</param>
    /// <param name="entriesMax">How many a page has at most.</param>
    public static EntriesPage Next(IEnumerable<LedgerEntry> entries, int entriesMax)
    {
        var page = entries.Take(entriesMax + 1).ToList();
        return page.Count > entriesMax ? new([.. page[..entriesMax]], false) : new([.. page], true);
    }
}
