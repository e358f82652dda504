using Accounting.Core.Ledger;

namespace Accounting.Storage.Postgres.Posting;

/// <summary>Records that were not billed, with their raw bytes (invariant 3).</summary>
internal static class QuarantineRows
{
    private const string InsertSql =
        """
        INSERT INTO quarantine (run, input, row, record_offset, reason, message, raw_length, raw)
        SELECT $1, q.* FROM unnest($2::int[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::bigint[], $8::bytea[]) AS q
        """;
    private const string SelectSql =
        """
        SELECT i.uri, q.row, q.record_offset, q.reason, q.message, q.raw_length, q.raw FROM quarantine q
        JOIN runs r ON r.id = q.run JOIN inputs i ON i.run = q.run AND i.ordinal = q.input WHERE r.name = $1 ORDER BY q.input, q.id
        """;

    public static void Add(PostgresSession session, int run, IReadOnlyList<(int Input, QuarantinedRecord Record)> records)
    {
        if (records.Count == 0) return;
        T[] Column<T>(Func<QuarantinedRecord, T> value) => [.. records.Select(item => value(item.Record))];
        session.Execute(InsertSql, run, records.Select(item => item.Input).ToArray(), Column(record => record.Row), Column(record => record.Offset),
            Column(record => record.Reason), Column(record => record.Message), Column(record => record.RawLength),
            Column(record => record.Raw.Length <= QuarantinedRecord.RawBytesMax ? record.Raw : record.Raw[..QuarantinedRecord.RawBytesMax]));
    }

    public static IEnumerable<(string Uri, QuarantinedRecord Record)> Read(PostgresSession session, string run)
    {
        using var rows = session.Read(SelectSql, run);
        while (rows.Read())
            yield return (rows.Text(0), new(rows.GetInt64(1), rows.GetInt64(2), rows.Text(3), rows.Text(4), rows.GetFieldValue<byte[]>(6), rows.GetInt64(5)));
    }
}
