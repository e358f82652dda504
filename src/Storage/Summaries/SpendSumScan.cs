using System.Globalization;
using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Storage.Posting;
using Accounting.Storage.Queries;
using Accounting.Storage.Sqlite;

namespace Accounting.Storage.Summaries;

/// <summary>Checks that the sums of days and those of months hold what the entries up to their number hold.</summary>
internal static class SpendSumScan
{
    private const string EntriesSql = "SELECT 0, calls, unpriced_calls, quantities, amount, reported_cost FROM entries WHERE id <= ?1";
    private const string SumsSql = "SELECT 0, calls, unpriced_calls, quantities, amount, reported_cost FROM spend_sums WHERE span = ?1";

    public static IEnumerable<string> Problems(Database database)
    {
        var entries = Total(database.Prepare(EntriesSql).Bind(1, SpendSumTable.Until(database)));
        foreach (var (span, name) in new[] { (SpendSumTable.Day, "days"), (SpendSumTable.Month, "months") })
        {
            var sums = Total(database.Prepare(SumsSql).Bind(1, span));
            if (sums != entries) yield return $"The sums of {name} hold {sums}; the entries that they are made of hold {entries}. The entries count.";
        }
    }

    // In a text, so that all of it is compared and shown alike.
    private static string Total(Statement rows)
    {
        var (calls, unpriced, amount, reported) = (0L, 0L, Money.Zero, Money.Zero);
        var byMeter = new long[MeterSums.Count];
        while (rows.Step())
        {
            calls += rows.Int64(1);
            unpriced += rows.Int64(2);
            QuantityBlob.AddTo(byMeter, rows.Blob(3));
            amount += LineReader.MoneyOrNull(rows, 4) ?? Money.Zero;
            reported += LineReader.MoneyOrNull(rows, 5) ?? Money.Zero;
        }
        rows.Reset();
        return string.Create(CultureInfo.InvariantCulture,
            $"{calls} calls ({unpriced} unpriced), {MeterSums.Tokens(byMeter)} tokens, {amount} USD ({reported} USD reported)");
    }
}
