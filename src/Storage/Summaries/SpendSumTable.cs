using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.Storage.Posting;
using Accounting.Storage.Queries;
using Accounting.Storage.Sqlite;

namespace Accounting.Storage.Summaries;

/// <summary>
/// Sums of entries by day and by month, beside the entries that they are made of: an answer about a year reads a few thousand rows in
/// place of millions. They hold all entries up to a
/// number; later ones are added when a command ends, and until then by whoever asks. Nothing depends on them but speed.
/// </summary>
internal static class SpendSumTable
{
    /// <summary>So many entries are added in one transaction: some ten megabytes of sums.</summary>
    private const int EntriesOfAStep = 50_000;

    public const int Day = 0;
    public const int Month = 1;

    /// <summary>The columns of <see cref="Schema.KeyColumns"/> without the bands.</summary>
    public const string KeyColumns =
        "tenant, provider, response_model, requested_model, call_type, slot, service_tier, batch, speed, region, residency, image_size, image_quality, source";

    private const string UntilSql = "SELECT coalesce(max(entry), 0) FROM spend_sums_until";
    private const string EntriesSql =
        $"""
        SELECT e.id, e.calls, e.unpriced_calls, e.quantities, e.amount, e.reported_cost, {Schema.KeyColumns}
        FROM entries e CROSS JOIN keys k ON k.id = e.key WHERE e.id > ?1 ORDER BY e.id LIMIT ?2
        """;
    private const string FindSql =
        $"""
        SELECT id, calls, unpriced_calls, quantities, amount, reported_cost FROM spend_sums
        WHERE (span, {KeyColumns}) = (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
        """;
    private const string InsertSql =
        $"""
        INSERT INTO spend_sums (span, {KeyColumns}, calls, unpriced_calls, quantities, amount, reported_cost)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
        """;
    private const string UpdateSql =
        "UPDATE spend_sums SET calls = ?2, unpriced_calls = ?3, quantities = ?4, amount = ?5, reported_cost = ?6 WHERE id = ?1";

    /// <summary>The last entry that the sums hold.</summary>
    public static long Until(Database database) => database.Prepare(UntilSql).Single();

    /// <summary>Adds the next entries, within the caller's transaction; false where there were none.</summary>
    public static bool Advance(Database database)
    {
        var sums = new Dictionary<(int Span, EntryKey Key), PeriodSum>();
        var until = Until(database);
        var last = ReadAfter(database, until, EntriesOfAStep, (key, row) =>
        {
            Add(sums, (Day, Period.Coarsen(key, Period.DayOf(key.Slot))), row);
            Add(sums, (Month, Period.Coarsen(key, Period.MonthOf(key.Slot))), row);
        });
        if (last == until) return false;
        foreach (var ((span, key), sum) in sums) Store(database, span, key, sum);
        database.Execute("DELETE FROM spend_sums_until");
        database.Prepare("INSERT INTO spend_sums_until (entry) VALUES (?1)").Bind(1, last).Run();
        return true;
    }

    /// <summary>Reads the entries after a number; answers the last one's.</summary>
    public static long ReadAfter(Database database, long entry, long count, Action<EntryKey, Statement> each)
    {
        var texts = new TextPool();
        var rows = database.Prepare(EntriesSql).Bind(1, entry).Bind(2, count);
        while (rows.Step())
        {
            entry = rows.Int64(0);
            each(KeyTable.Read(rows, 6, texts), rows);
        }
        rows.Reset();
        return entry;
    }

    /// <summary>
    /// Adds the row of an entry, or of a sum, whose columns from 1 on are calls, unpriced calls, quantities, amount and reported cost.
    /// </summary>
    public static void Add<TKey>(Dictionary<TKey, PeriodSum> sums, TKey key, Statement row) where TKey : notnull
    {
        if (!sums.TryGetValue(key, out var sum)) sums.Add(key, sum = new());
        Add(sum, row);
    }

    public static void Add(PeriodSum sum, Statement row) =>
        sum.Add(row.Int64(1), row.Int64(2), row.Blob(3), LineReader.MoneyOrNull(row, 4), LineReader.MoneyOrNull(row, 5));

    private static void Store(Database database, int span, EntryKey key, PeriodSum sum)
    {
        var found = BindKey(database.Prepare(FindSql), span, key);
        var id = 0L;
        if (found.Step())
        {
            id = found.Int64(0);
            Add(sum, found);
        }
        found.Reset();
        if (id == 0) BindSum(BindKey(database.Prepare(InsertSql), span, key), 16, sum).Run();
        else BindSum(database.Prepare(UpdateSql).Bind(1, id), 2, sum).Run();
    }

    private static Statement BindKey(Statement statement, int span, EntryKey key) => statement.Bind(1, span)
        .Bind(2, key.Tenant).Bind(3, key.Provider).Bind(4, key.ResponseModel).Bind(5, key.RequestedModel).Bind(6, key.CallType).Bind(7, key.Slot.Index)
        .Bind(8, key.ServiceTier).Bind(9, key.Batch).Bind(10, key.Speed).Bind(11, key.Region).Bind(12, key.Residency).Bind(13, key.ImageSize)
        .Bind(14, key.ImageQuality).Bind(15, (long)key.Source);

    private static Statement BindSum(Statement statement, int first, PeriodSum sum)
    {
        Span<byte> quantities = stackalloc byte[QuantityBlob.BytesMax];
        Span<byte> money = stackalloc byte[MoneyBlob.Bytes];
        statement.Bind(first, sum.Calls).Bind(first + 1, sum.UnpricedCalls).Bind(first + 2, quantities[..QuantityBlob.Write(sum.ByMeter, negate: false, quantities)]);
        MoneyBlob.Write(sum.Amount, money);
        statement.Bind(first + 3, money);
        if (sum.ReportedCost is not { } reported) return statement.BindNull(first + 4);
        MoneyBlob.Write(reported, money);
        return statement.Bind(first + 4, money);
    }
}
