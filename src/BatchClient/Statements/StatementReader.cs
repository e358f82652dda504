using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Closing;
using Accounting.Core.Pricing.Versions;
using Accounting.Core.Statements;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Statements;

/// <summary>Asks a ledger for what is on a statement.</summary>
internal static class StatementReader
{
    /// <summary>The statement of a month; null: of usage without a time.</summary>
    public static Statement Read(IAccounting ledger, string tenant, Month? month, CancellationToken cancellationToken)
    {
        var months = new ClosedMonths(ledger.Closings(), tenant);
        var closing = month is { } asked ? months.Of(asked) : null;
        var builder = new StatementBuilder(tenant, month, closing);
        if (month is { } own)
        {
            Each(months.OnTime(own), builder.Add);
            if (months.Late(own) is { } late) Each(late, builder.AddLate);
            Each(months.Undated(closing?.LastPosting), builder.Mention);
        }
        else
        {
            Each(months.Undated(null), builder.Add);
        }
        return builder.Build(new CostMapVersions(ledger).Find);

        void Each(EntryFilter filter, Action<LedgerEntry> add)
        {
            foreach (var entry in ledger.Entries(filter))
            {
                cancellationToken.ThrowIfCancellationRequested();
                add(entry);
            }
        }
    }
}
