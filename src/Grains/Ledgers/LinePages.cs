using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Grains.Interfaces.Ledgers;
using Accounting.Grains.Interfaces.Spending;

namespace Accounting.Grains.Ledgers;

/// <summary>Cuts lines into pages of whole spend keys.</summary>
internal static class LinePages
{
    /// <param name="lines">All lines, in any order.</param>
    /// <param name="after">The last spend key of the page before.</param>
    /// <param name="linesMax">How many lines a page has at most, unless it is one spend key.</param>
    public static LinesPage Next(IEnumerable<LedgerLine> lines, SpendKey? after, int linesMax)
    {
        var page = new List<LedgerLine>();
        SpendKey? last = null;
        var keys = lines.GroupBy(line => SpendKey.Of(line.Key)).Where(key => after is not { } bound || key.Key > bound).OrderBy(key => key.Key);
        foreach (var key in keys)
        {
            var count = key.Count();
            if (last is { } end && page.Count + count > linesMax) return new([.. page], SpendGrainKey.Of(end));
            page.AddRange(key);
            last = key.Key;
        }
        return new([.. page], null);
    }
}
