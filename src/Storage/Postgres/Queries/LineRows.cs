using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.Storage.Queries;
using Accounting.Storage.Runs;
using Npgsql;

namespace Accounting.Storage.Postgres.Queries;

/// <summary>
/// Answers which entries there are, summed by key, in canonical order: one pass over the entries, then one over the keys.
/// </summary>
internal static class LineRows
{
    /// <summary>Which keys a filter means; <see cref="KeyParameters"/> are its five parameters.</summary>
    public const string KeyFilter =
        """
        ($1::text[] IS NULL OR tenant = ANY ($1)) AND ($2::text[] IS NULL OR CASE response_model WHEN '' THEN requested_model ELSE response_model END = ANY ($2))
        AND ((($3::bigint IS NULL OR slot >= $3) AND ($4::bigint IS NULL OR slot < $4)) OR slot = $5::bigint)
        """;
    private const string KeysSql = $"SELECT id, {PostgresTables.KeyColumns} FROM keys WHERE {KeyFilter} ORDER BY {PostgresTables.KeyColumns}";
    private const string EntryColumns = "e.key, e.calls, e.unpriced_calls, e.quantities, e.amount, e.reported_cost";
    private const string WantedKeys = $"e.key IN (SELECT id FROM keys WHERE {KeyFilter})";
    private const string SomePostings =
        "e.posting IN (SELECT p.id FROM postings p WHERE ($6::bigint IS NULL OR p.posted_at < $6) AND ($7::text IS NULL OR p.run = (SELECT id FROM runs WHERE name = $7)))";

    public static IEnumerable<LedgerLine> Read(PostgresSession session, SpendFilter filter)
    {
        var keyFilter = KeyParameters(filter);
        var sums = Sum(session, filter, keyFilter);
        using var keys = session.Read(KeysSql, keyFilter);
        while (keys.Read())
        {
            var id = keys.GetInt64(0);
            if (sums.Has(id) && sums.Line(id, ReadKey(keys, 1)) is { } line) yield return line;
        }
    }

    /// <summary>
    /// Adds the rows of <see cref="EntryColumns"/> to <paramref name="sums"/>; <paramref name="placeOf"/> gives a key's place among them.
    /// </summary>
    public static void Add(LineSums sums, NpgsqlDataReader rows, Func<long, long> placeOf)
    {
        while (rows.Read())
            sums.Add(placeOf(rows.GetInt64(0)), rows.GetInt64(1), rows.GetInt64(2), rows.GetFieldValue<byte[]>(3), rows.MoneyOrNull(4), rows.MoneyOrNull(5));
    }

    /// <summary>The key in a row whose columns from <paramref name="first"/> on are <see cref="PostgresTables.KeyColumns"/>.</summary>
    public static EntryKey ReadKey(NpgsqlDataReader row, int first) => new()
    {
        Tenant = row.Text(first),
        Provider = row.Text(first + 1),
        ResponseModel = row.Text(first + 2),
        RequestedModel = row.Text(first + 3),
        CallType = row.Text(first + 4),
        Slot = new(row.GetInt32(first + 5)),
        InputBand = new((byte)row.GetInt16(first + 6)),
        OutputBand = new((byte)row.GetInt16(first + 7)),
        ServiceTier = row.Text(first + 8),
        Batch = row.GetBoolean(first + 9),
        Speed = row.Text(first + 10),
        Region = row.Text(first + 11),
        Residency = row.Text(first + 12),
        ImageSize = row.Text(first + 13),
        ImageQuality = row.Text(first + 14),
        Source = (UsageSource)row.GetInt16(first + 15),
    };

    /// <summary>The parameters of <see cref="KeyFilter"/>.</summary>
    public static object?[] KeyParameters(SpendFilter filter)
    {
        var window = SlotWindow.Of(filter);
        return [Texts(filter.Tenants), Texts(filter.Models), window.Since, window.Until, window.Undated];
    }

    /// <summary>A list as a parameter; null: all.</summary>
    public static string[]? Texts(IReadOnlyList<string> texts) => texts.Count == 0 ? null : [.. texts];

    public const string SelectEntries = $"SELECT {EntryColumns} FROM entries e";

    private static LineSums Sum(PostgresSession session, SpendFilter filter, object?[] keyFilter)
    {
        var (bySlot, byPosting) = (SlotWindow.NarrowsKeys(filter), filter.PostedBefore is not null || filter.Run is not null);
        long? before = filter.PostedBefore is { } time ? Instant.ToMicrosecondsUp(time) : null;
        var sums = new LineSums();
        using var rows = (bySlot, byPosting) switch
        {
            (false, false) => session.Read(SelectEntries),
            (true, false) => session.Read($"{SelectEntries} WHERE {WantedKeys}", keyFilter),
            _ => session.Read($"{SelectEntries} WHERE {WantedKeys} AND {SomePostings}", [.. keyFilter, before, filter.Run]),
        };
        Add(sums, rows, key => key);
        return sums;
    }
}
