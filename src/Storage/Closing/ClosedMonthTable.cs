using Accounting.Core.Ledger.Closing;
using Accounting.Core.Usage;
using Accounting.Storage.Runs;
using Accounting.Storage.Sqlite;

namespace Accounting.Storage.Closing;

/// <summary>Which months were closed, in the order in which they were. Nothing here changes or removes one.</summary>
internal static class ClosedMonthTable
{
    /// <summary>Slots of a day.</summary>
    public const int SlotsOfADay = 96;

    private const string SelectSql = "SELECT month, tenant, closed_at, closed_by, reason, last_posting FROM closed_months ORDER BY id";
    private const string InsertSql =
        "INSERT INTO closed_months (month, tenant, closed_at, closed_by, reason, last_posting) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    private static readonly string UsedDaysSql =
        $"SELECT DISTINCT tenant, slot / {SlotsOfADay} FROM keys WHERE slot >= 0 AND slot < ?1 AND (?2 IS NULL OR tenant = ?2)";

    public static List<MonthClosing> Read(Database database)
    {
        var rows = database.Prepare(SelectSql);
        var closings = new List<MonthClosing>();
        while (rows.Step())
            closings.Add(new(Month.Parse(rows.Text(0)), rows.TextOrNull(1), Instant.FromMicroseconds(rows.Int64(2)), rows.Text(3), rows.Text(4), rows.Int64(5)));
        rows.Reset();
        return closings;
    }

    /// <summary>Closes a month within the caller's transaction.</summary>
    public static MonthClosing Close(Database database, CloseMonthRequest request, DateTimeOffset now)
    {
        ClosingRules.RequireClosable(request, Read(database), UsedDays(database, request), now);
        var at = Instant.ToMicroseconds(now);
        var closing = new MonthClosing(
            request.Month, request.Tenant, Instant.FromMicroseconds(at), request.ClosedBy, request.Reason, database.Scalar("SELECT coalesce(max(id), 0) FROM postings"));
        database.Prepare(InsertSql).Bind(1, closing.Month.ToString()).Bind(2, closing.Tenant).Bind(3, at).Bind(4, closing.ClosedBy)
            .Bind(5, closing.Reason).Bind(6, closing.LastPosting).Run();
        return closing;
    }

    private static IEnumerable<(string Tenant, DateOnly Day)> UsedDays(Database database, CloseMonthRequest request)
    {
        var rows = database.Prepare(UsedDaysSql).Bind(1, Slot.At(request.Month.Start).Index).Bind(2, request.Tenant);
        while (rows.Step()) yield return (rows.Text(0), DayOf(rows.Int32(1)));
        rows.Reset();
    }

    /// <summary>The day of a number of days since 1970-01-01.</summary>
    public static DateOnly DayOf(int number) => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(number);
}
