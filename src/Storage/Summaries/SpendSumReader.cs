using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.Storage.Queries;
using Accounting.Storage.Sqlite;

namespace Accounting.Storage.Summaries;

/// <summary>
/// Answers which entries there are, summed by day or month: whole months of the window from their sums, the days at its ends from theirs,
/// and what came after the sums from the entries
/// themselves.
/// </summary>
internal static class SpendSumReader
{
    private const string RowsSql =
        $"""
        SELECT span, calls, unpriced_calls, quantities, amount, reported_cost, {SpendSumTable.KeyColumns} FROM spend_sums
        WHERE ((span = {MonthSpan} AND (slot = ?6 OR (slot >= ?3 AND slot < ?4)))
            OR (span = {DaySpan} AND ((slot = ?7) OR (slot >= ?1 AND slot < ?3) OR (slot >= ?4 AND slot < ?2))))
          AND (?5 IS NULL OR tenant IN (SELECT value FROM json_each(?5)))
          AND (?8 IS NULL OR CASE response_model WHEN '' THEN requested_model ELSE response_model END IN (SELECT value FROM json_each(?8)))
        """;
    private const string DaySpan = "0";
    private const string MonthSpan = "1";

    /// <summary>Whether the sums can answer: of nothing but keys and whole days.</summary>
    public static bool CanAnswer(SpendFilter filter) =>
        filter is { Resolution: not SpendResolution.Slot, Run: null, PostedBefore: null } && IsDay(filter.Since) && IsDay(filter.Until);

    public static IEnumerable<LedgerLine> Read(Database database, SpendFilter filter)
    {
        var spans = Spans.Of(filter);
        var late = new Dictionary<EntryKey, PeriodSum>();
        SpendSumTable.ReadAfter(database, SpendSumTable.Until(database), long.MaxValue, (key, row) =>
        {
            if (Includes(filter, key)) SpendSumTable.Add(late, Period.Coarsen(key, spans.PeriodOf(key.Slot)), row);
        });
        var lines = new List<LedgerLine>();
        var texts = new TextPool();
        var rows = Bind(database.Prepare(RowsSql), filter, spans);
        while (rows.Step())
        {
            var key = ReadKey(rows, texts);
            var sum = late.Remove(key, out var more) ? more : new();
            SpendSumTable.Add(sum, rows);
            if (sum.ToLine(key) is { } line) lines.Add(line);
        }
        rows.Reset();
        foreach (var (key, sum) in late)
            if (sum.ToLine(key) is { } line) lines.Add(line);
        lines.Sort((left, right) => EntryKeyOrder.Instance.Compare(left.Key, right.Key));
        return lines;
    }

    private static bool Includes(SpendFilter filter, EntryKey key) =>
        filter.Includes(key.Slot) && (filter.Tenants.Count == 0 || filter.Tenants.Contains(key.Tenant))
        && (filter.Models.Count == 0 || filter.Models.Contains(key.ResponseModel.Length > 0 ? key.ResponseModel : key.RequestedModel));

    private static bool IsDay(DateTimeOffset? time) => time is not { } instant || instant.UtcDateTime.TimeOfDay == TimeSpan.Zero;

    private static Statement Bind(Statement statement, SpendFilter filter, Spans spans) => statement
        .Bind(1, spans.Since).Bind(2, spans.Until).Bind(3, spans.MonthsSince).Bind(4, spans.MonthsUntil).BindNames(5, filter.Tenants)
        .Bind(6, spans.UndatedInMonths).Bind(7, spans.UndatedInDays).BindNames(8, filter.Models);

    private static EntryKey ReadKey(Statement row, TextPool texts) => new()
    {
        Tenant = texts.Get(row.Blob(6)),
        Provider = texts.Get(row.Blob(7)),
        ResponseModel = texts.Get(row.Blob(8)),
        RequestedModel = texts.Get(row.Blob(9)),
        CallType = texts.Get(row.Blob(10)),
        Slot = new(row.Int32(11)),
        ServiceTier = texts.Get(row.Blob(12)),
        Batch = row.Bool(13),
        Speed = texts.Get(row.Blob(14)),
        Region = texts.Get(row.Blob(15)),
        Residency = texts.Get(row.Blob(16)),
        ImageSize = texts.Get(row.Blob(17)),
        ImageQuality = texts.Get(row.Blob(18)),
        Source = (UsageSource)row.Int64(19),
    };

    /// <summary>A window as slots, half-open, and the whole months in it. Where there are none, all of it is days.</summary>
    private readonly record struct Spans(long Since, long Until, long MonthsSince, long MonthsUntil, long? UndatedInDays, long? UndatedInMonths)
    {
        public static Spans Of(SpendFilter filter)
        {
            var since = filter.Since is { } from ? Slot.At(from).Index : Slot.Undated.Index + 1L;
            var until = filter.Until is { } to ? Slot.At(to).Index : int.MaxValue + 1L;
            long? undated = filter.Includes(Slot.Undated) ? Slot.Undated.Index : null;
            if (filter.Resolution == SpendResolution.Day) return new(since, until, until, until, undated, null);
            var monthsSince = filter.Since is { } begin ? FirstMonthFrom(begin) : since;
            var monthsUntil = filter.Until is { } end ? Period.MonthOf(Slot.At(end)).Index : until;
            return monthsSince < monthsUntil ? new(since, until, monthsSince, monthsUntil, null, undated) : new(since, until, until, until, undated, null);
        }

        public Slot PeriodOf(Slot slot) => slot.Index >= MonthsSince && slot.Index < MonthsUntil ? Period.MonthOf(slot) : Period.DayOf(slot);

        private static long FirstMonthFrom(DateTimeOffset time)
        {
            var month = Period.MonthOf(Slot.At(time));
            return month.Start == time ? month.Index : Slot.At(month.Start.AddMonths(1)).Index;
        }
    }
}
