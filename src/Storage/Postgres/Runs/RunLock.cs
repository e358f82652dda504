using Accounting.Core.Ledger;
using Accounting.Storage.Posting;

namespace Accounting.Storage.Postgres.Runs;

/// <summary>Who changes runs as a whole.</summary>
internal static class RunLock
{
    /// <summary>Waits until no other transaction starts or voids a run of this ledger; held until this one ends.</summary>
    public static void Take(PostgresSession session) => session.Execute("SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ': runs', 0))");

    /// <summary>A run by its name. Waits for all who post to it; nobody posts to it before the transaction ends.</summary>
    /// <exception cref="LedgerException">There is no such run.</exception>
    public static (int Id, RunState State, string PriceVersion) Require(PostgresSession session, string name)
    {
        using var row = session.Read("SELECT id, state, price_version FROM runs WHERE name = $1 FOR UPDATE", name);
        return row.Read() ? (row.GetInt32(0), (RunState)row.GetInt16(1), row.Text(2)) : throw LedgerRules.UnknownRun(name);
    }
}
