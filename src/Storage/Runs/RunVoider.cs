using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Storage.Posting;
using Accounting.Storage.Sqlite;

namespace Accounting.Storage.Runs;

/// <summary>Reverses a run entry by entry, within the caller's transaction (invariant 13).</summary>
internal sealed class RunVoider(Database database, EntryTable entries)
{
    private const string SelectSql =
        """
        SELECT e.key, e.calls, e.unpriced_calls, e.quantities, e.amount, e.reported_cost FROM postings p
        JOIN entries e ON e.id >= p.first_entry AND e.id < p.first_entry + p.entries WHERE p.run = ?1 AND p.id < ?2 ORDER BY e.id
        """;

    private readonly long[] _byMeter = new long[MeterSums.Count];

    /// <summary>Posts the reversal of all entries of a run; answers how many.</summary>
    public long Reverse(int run, string priceVersion, string reason, long postedAt)
    {
        var count = database.Prepare("SELECT coalesce(sum(entries), 0) FROM postings WHERE run = ?1").Bind(1, run).Single();
        if (count == 0) return 0;
        var posting = new PostingRow(entries.NextPosting(), run, EntryKind.Void, null, postedAt, priceVersion, reason, entries.NextEntry(), count);
        entries.AddPosting(posting);
        var rows = database.Prepare(SelectSql).Bind(1, run).Bind(2, posting.Id);
        for (var id = posting.FirstEntry; rows.Step(); id++) ReverseEntry(rows, id, posting.Id);
        rows.Reset();
        return count;
    }

    private void ReverseEntry(Statement row, long id, long posting)
    {
        Array.Clear(_byMeter);
        QuantityBlob.AddTo(_byMeter, row.Blob(3));
        Span<byte> quantities = stackalloc byte[QuantityBlob.BytesMax];
        var length = QuantityBlob.Write(_byMeter, negate: true, quantities);
        entries.AddEntry(new(id, posting, row.Int64(0), -row.Int64(1), -row.Int64(2), Negated(row, 4), Negated(row, 5)), quantities[..length]);
    }

    private static Money? Negated(Statement row, int column) => row.IsNull(column) ? null : -MoneyBlob.Read(row.Blob(column));
}
