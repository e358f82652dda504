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
        """;
    private const string InOrderSql = $"{SelectSql} ORDER BY e.id";
    private const string OneSql = $"{SelectSql} AND e.id = ?11";

    // By the index of keys.
    private const string ByKeySql = "SELECT id FROM entries ORDER BY key, id";

    private const int PostingColumn = 6;
    private const int KeyColumn = PostingColumn + 8;

    public static IEnumerable<LedgerEntry> Read(Database database, EntryFilter filter)
    {
        var (parts, texts) = (new EntryParts(), new TextPool());
        var byMeter = new long[MeterSums.Count];
        if (!filter.ByKey)
        {
            var rows = Bind(database.Prepare(InOrderSql), filter);
            while (rows.Step()) yield return ReadEntry(rows, parts, texts, byMeter);
            yield break;
        }
        var numbers = database.Prepare(ByKeySql);
        while (numbers.Step())
        {
            var row = Bind(database.Prepare(OneSql), filter).Bind(11, numbers.Int64(0));
            if (row.Step()) yield return ReadEntry(row, parts, texts, byMeter);
        }
    }

    private static Statement Bind(Statement statement, EntryFilter filter)
    {
        var of = filter.Of;
        long? before = of.PostedBefore is { } time ? Instant.ToMicrosecondsUp(time) : null;
        return LineReader.BindKeys(statement, of).Bind(6, filter.After).Bind(7, filter.PostingsAfter).Bind(8, filter.PostingsUpTo).Bind(9, before).Bind(10, of.Run);
    }

    private static LedgerEntry ReadEntry(Statement row, EntryParts parts, TextPool texts, long[] byMeter)
    {
        var (posting, key) = (row.Int64(PostingColumn), row.Int64(KeyColumn));
        if (!parts.TryPosting(posting, out var header)) header = parts.Add(ReadPosting(row, posting));
        if (!parts.TryKey(key, out var entryKey)) entryKey = parts.Add(key, KeyTable.Read(row, KeyColumn + 1, texts));
        var quantities = Quantities(byMeter, row.Blob(3));
        return new(row.Int64(0), header, entryKey, row.Int64(1), row.Int64(2), quantities, LineReader.MoneyOrNull(row, 4), LineReader.MoneyOrNull(row, 5));
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
