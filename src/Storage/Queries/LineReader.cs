using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Storage.Posting;
using Accounting.Storage.Runs;
using Accounting.Storage.Sqlite;

namespace Accounting.Storage.Queries;

/// <summary>Answers which entries there are, summed by key, in canonical order: one pass over the entries, then one over the keys.</summary>
internal static class LineReader
{
    /// <summary>Which keys a filter means; <see cref="BindKeys"/> gives it its five parameters.</summary>
    public const string KeyFilter =
        """
        (?1 IS NULL OR tenant IN (SELECT value FROM json_each(?1)))
        AND (?2 IS NULL OR CASE response_model WHEN '' THEN requested_model ELSE response_model END IN (SELECT value FROM json_each(?2)))
        AND (((?3 IS NULL OR slot >= ?3) AND (?4 IS NULL OR slot < ?4)) OR slot = ?5)
        """;

    private const string EntryColumns = "e.key, e.calls, e.unpriced_calls, e.quantities, e.amount, e.reported_cost";
    private const string AllEntries = $"SELECT {EntryColumns} FROM entries e";
    private const string SomeEntries =
        $"""
        SELECT {EntryColumns} FROM postings p JOIN entries e ON e.id >= p.first_entry AND e.id < p.first_entry + p.entries
        WHERE (?1 IS NULL OR p.posted_at < ?1) AND (?2 IS NULL OR p.run = (SELECT id FROM runs WHERE name = ?2))
        """;

    public static IEnumerable<LedgerLine> Read(Database database, SpendFilter filter)
    {
        var (sums, texts) = (Sum(database, filter), new TextPool());
        var keys = BindKeys(database.Prepare($"SELECT id, {Schema.KeyColumns} FROM keys WHERE {KeyFilter} ORDER BY {Schema.KeyColumns}"), filter);
        while (keys.Step())
        {
            var id = keys.Int64(0);
            if (sums.Has(id) && sums.Line(id, KeyTable.Read(keys, 1, texts)) is { } line) yield return line;
        }
    }

    private static LineSums Sum(Database database, SpendFilter filter)
    {
        var wanted = SlotWindow.NarrowsKeys(filter) ? WantedKeys(database, filter) : null;
        var sums = new LineSums();
        var rows = Entries(database, filter);
        while (rows.Step())
        {
            var key = rows.Int64(0);
            if (wanted is not null && !wanted.Contains(key)) continue;
            sums.Add(key, rows.Int64(1), rows.Int64(2), rows.Blob(3), MoneyOrNull(rows, 4), MoneyOrNull(rows, 5));
        }
        rows.Reset();
        return sums;
    }

    private static Statement Entries(Database database, SpendFilter filter)
    {
        if (filter.PostedBefore is null && filter.Run is null) return database.Prepare(AllEntries);
        long? before = filter.PostedBefore is { } time ? Instant.ToMicrosecondsUp(time) : null;
        return database.Prepare(SomeEntries).Bind(1, before).Bind(2, filter.Run);
    }

    private static HashSet<long> WantedKeys(Database database, SpendFilter filter)
    {
        var wanted = new HashSet<long>();
        var rows = BindKeys(database.Prepare($"SELECT id FROM keys WHERE {KeyFilter}"), filter);
        while (rows.Step()) wanted.Add(rows.Int64(0));
        rows.Reset();
        return wanted;
    }

    /// <summary>Binds the parameters of <see cref="KeyFilter"/>.</summary>
    public static Statement BindKeys(Statement statement, SpendFilter filter)
    {
        var window = SlotWindow.Of(filter);
        return statement.BindNames(1, filter.Tenants).BindNames(2, filter.Models).Bind(3, window.Since).Bind(4, window.Until).Bind(5, window.Undated);
    }

    /// <summary>A stored amount.</summary>
    public static Money? MoneyOrNull(Statement row, int column)
    {
        var bytes = row.Blob(column);
        return bytes.IsEmpty ? null : MoneyBlob.Read(bytes);
    }
}
