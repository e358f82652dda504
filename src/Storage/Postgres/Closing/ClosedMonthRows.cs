using Accounting.Core.Ledger.Closing;
using Accounting.Core.Usage;
using Accounting.Storage.Closing;
using Accounting.Storage.Runs;

namespace Accounting.Storage.Postgres.Closing;

/// <summary>Which months were closed, in the order in which they were. Nothing here changes or removes one.</summary>
internal static class ClosedMonthRows
{
    // Waits for the transactions that post, and they for this one: postings up to the last one are then all committed, later ones get
    // greater numbers. One closer at a time.
    private const string LockSql = "LOCK TABLE closed_months IN SHARE ROW EXCLUSIVE MODE; LOCK TABLE postings IN SHARE MODE";
    private const string SelectSql = "SELECT month, tenant, closed_at, closed_by, reason, last_posting FROM closed_months ORDER BY id";
    private const string InsertSql =
        "INSERT INTO closed_months (month, tenant, closed_at, closed_by, reason, last_posting) VALUES ($1, $2, $3, $4, $5, $6)";
    private static readonly string UsedDaysSql =
        $"SELECT DISTINCT tenant, slot / {ClosedMonthTable.SlotsOfADay} FROM keys WHERE slot >= 0 AND slot < $1 AND ($2::text IS NULL OR tenant = $2)";

    public static List<MonthClosing> Read(PostgresSession session)
    {
        var closings = new List<MonthClosing>();
        using var rows = session.Read(SelectSql);
        while (rows.Read())
            closings.Add(new(Month.Parse(rows.Text(0)), rows.TextOrNull(1), Instant.FromMicroseconds(rows.GetInt64(2)), rows.Text(3), rows.Text(4), rows.GetInt64(5)));
        return closings;
    }

    /// <summary>Closes a month within the caller's transaction.</summary>
    public static MonthClosing Close(PostgresSession session, CloseMonthRequest request, DateTimeOffset now)
    {
        session.Execute(LockSql);
        ClosingRules.RequireClosable(request, Read(session), UsedDays(session, request), now);
        var at = Instant.ToMicroseconds(now);
        var last = session.Single<long>("SELECT max(id) FROM postings") ?? 0;
        session.Execute(InsertSql, request.Month.ToString(), request.Tenant, at, request.ClosedBy, request.Reason, last);
        return new(request.Month, request.Tenant, Instant.FromMicroseconds(at), request.ClosedBy, request.Reason, last);
    }

    private static IEnumerable<(string Tenant, DateOnly Day)> UsedDays(PostgresSession session, CloseMonthRequest request)
    {
        using var rows = session.Read(UsedDaysSql, Slot.At(request.Month.Start).Index, request.Tenant);
        while (rows.Read()) yield return (rows.Text(0), ClosedMonthTable.DayOf(rows.GetInt32(1)));
    }
}
