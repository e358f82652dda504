using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.Storage.Posting;
using Accounting.Storage.Runs;
using Accounting.Storage.Sqlite;

namespace Accounting.Storage.Queries;

/// <summary>Reads single entries with what posted them, in the order of their numbers. What many entries share is read once.</summary>
internal static class EntryReader
{
    private const string Columns = "e.id, e.calls, e.unpriced_calls, e.quantities, e.amount, e.reported_cost, p.id";
    private const string PostingColumns = "r.name, r.undated_at, p.kind, p.posted_at, p.price_version, p.old_price_version, p.reason";
    private const string SelectSql =
        $"""
        SELECT {Columns}, {PostingColumns}, k.id, {Schema.KeyColumns}
        FROM entries e JOIN postings p ON p.id = e.posting JOIN runs r ON r.id = p.run JOIN keys k ON k.id = e.key
        WHERE e.id > ?6 AND p.id > ?7 AND (?8 IS NULL OR p.id <= ?8) AND (?9 IS NULL OR p.posted_at < ?9) AND (?10 IS NULL OR r.name = ?10) AND {LineReader.KeyFilter}
        ORDER BY e.id
        """;

    private const int PostingColumn = 6;
    private const int KeyColumn = PostingColumn + 8;

    public static IEnumerable<LedgerEntry> Read(Database database, EntryFilter filter)
    {
        var of = filter.Of;
        long? before = of.PostedBefore is { } time ? Instant.ToMicrosecondsUp(time) : null;
        var rows = LineReader.BindKeys(database.Prepare(SelectSql), of)
            .Bind(6, filter.After).Bind(7, filter.PostingsAfter).Bind(8, filter.PostingsUpTo).Bind(9, before).Bind(10, of.Run);
        var (parts, texts) = (new EntryParts(), new TextPool());
        var byMeter = new long[MeterSums.Count];
        while (rows.Step())
        {
            var (posting, key) = (rows.Int64(PostingColumn), rows.Int64(KeyColumn));
            if (!parts.TryPosting(posting, out var header)) header = parts.Add(ReadPosting(rows, posting));
            if (!parts.TryKey(key, out var entryKey)) entryKey = parts.Add(key, KeyTable.Read(rows, KeyColumn + 1, texts));
            yield return new(rows.Int64(0), header, entryKey, rows.Int64(1), rows.Int64(2), Quantities(byMeter, rows.Blob(3)), LineReader.MoneyOrNull(rows, 4), LineReader.MoneyOrNull(rows, 5));
        }
    }

    /// <summary>Stored quantities, by meter number.</summary>
    public static List<Quantity> Quantities(long[] byMeter, ReadOnlySpan<byte> stored)
    {
        Array.Clear(byMeter);
        QuantityBlob.AddTo(byMeter, stored);
        return MeterSums.ToQuantities(byMeter);
    }

    private static LedgerPosting ReadPosting(Statement row, long id) => new(
        id, row.Text(PostingColumn + 1), Instant.FromMicroseconds(row.Int64(PostingColumn + 2)), (EntryKind)row.Int32(PostingColumn + 3),
        Instant.FromMicroseconds(row.Int64(PostingColumn + 4)), row.Text(PostingColumn + 5), row.TextOrNull(PostingColumn + 6), row.TextOrNull(PostingColumn + 7));
}
