using Accounting.Core.Ledger;
using Accounting.Storage.Posting;
using Accounting.Storage.Queries;
using Accounting.Storage.Runs;
using Npgsql;

namespace Accounting.Storage.Postgres.Queries;

/// <summary>Reads single entries with what posted them, in the order of their numbers.</summary>
internal static class EntryRows
{
    private const string Columns = "e.id, e.calls, e.unpriced_calls, e.quantities, e.amount, e.reported_cost, p.id";
    private const string PostingColumns = "r.name, r.undated_at, p.kind, p.posted_at, p.price_version, p.old_price_version, p.reason";
    private const string SelectSql =
        $"""
        SELECT {Columns}, {PostingColumns}, k.id, {PostgresTables.KeyColumns}
        FROM entries e JOIN postings p ON p.id = e.posting JOIN runs r ON r.id = p.run JOIN keys k ON k.id = e.key
        WHERE e.id > $6 AND p.id > $7 AND ($8::bigint IS NULL OR p.id <= $8) AND ($9::bigint IS NULL OR p.posted_at < $9) AND ($10::text IS NULL OR r.name = $10)
          AND {LineRows.KeyFilter}
        """;

    private const int PostingColumn = 6;
    private const int KeyColumn = PostingColumn + 8;

    public static IEnumerable<LedgerEntry> Read(PostgresSession session, EntryFilter filter)
    {
        var of = filter.Of;
        long? before = of.PostedBefore is { } time ? Instant.ToMicrosecondsUp(time) : null;
        object?[] parameters = [.. LineRows.KeyParameters(of), filter.After, filter.PostingsAfter, filter.PostingsUpTo, before, of.Run];
        using var rows = session.Read($"{SelectSql} ORDER BY {(filter.ByKey ? "e.key, e.id" : "e.id")}", parameters);
        var parts = new EntryParts();
        var byMeter = new long[MeterSums.Count];
        while (rows.Read())
        {
            var (posting, key) = (rows.GetInt64(PostingColumn), rows.GetInt64(KeyColumn));
            if (!parts.TryPosting(posting, out var header)) header = parts.Add(ReadPosting(rows, posting));
            if (!parts.TryKey(key, out var entryKey)) entryKey = parts.Add(key, LineRows.ReadKey(rows, KeyColumn + 1));
            yield return new(
                rows.GetInt64(0), header, entryKey, rows.GetInt64(1), rows.GetInt64(2), EntryReader.Quantities(byMeter, rows.GetFieldValue<byte[]>(3)),
                rows.MoneyOrNull(4), rows.MoneyOrNull(5));
        }
    }

    private static LedgerPosting ReadPosting(NpgsqlDataReader row, long id) => new(
        id, row.Text(PostingColumn + 1), Instant.FromMicroseconds(row.GetInt64(PostingColumn + 2)), (EntryKind)row.GetInt16(PostingColumn + 3),
        Instant.FromMicroseconds(row.GetInt64(PostingColumn + 4)), row.Text(PostingColumn + 5), row.TextOrNull(PostingColumn + 6), row.TextOrNull(PostingColumn + 7));
}
