using Accounting.Core.Ledger;
using Accounting.Storage.Sqlite;

namespace Accounting.Storage.Posting;

/// <summary>Records that were not billed, with their raw bytes (invariant 3).</summary>
internal static class QuarantineTable
{
    private const string InsertSql =
        "INSERT INTO quarantine (run, input, row, offset, reason, message, raw_length, raw) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    private const string SelectSql =
        """
        SELECT i.uri, q.row, q.offset, q.reason, q.message, q.raw_length, q.raw FROM quarantine q
        JOIN runs r ON r.id = q.run JOIN inputs i ON i.run = q.run AND i.ordinal = q.input WHERE r.name = ?1 ORDER BY q.input, q.id
        """;

    public static void Add(Database database, long run, int input, QuarantinedRecord record)
    {
        var raw = record.Raw.AsSpan(0, Math.Min(record.Raw.Length, QuarantinedRecord.RawBytesMax));
        database.Prepare(InsertSql).Bind(1, run).Bind(2, input).Bind(3, record.Row).Bind(4, record.Offset)
            .Bind(5, record.Reason).Bind(6, record.Message).Bind(7, record.RawLength).Bind(8, raw).Run();
    }

    public static IEnumerable<(string Uri, QuarantinedRecord Record)> Read(Database database, string run)
    {
        var rows = database.Prepare(SelectSql).Bind(1, run);
        while (rows.Step())
            yield return (rows.Text(0), new(rows.Int64(1), rows.Int64(2), rows.Text(3), rows.Text(4), rows.Blob(6).ToArray(), rows.Int64(5)));
    }
}
