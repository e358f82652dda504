using Accounting.Core.Ledger;
using Accounting.Storage.Posting;
using Accounting.Storage.Runs;

namespace Accounting.Storage.Postgres.Runs;

/// <summary>
/// Starts, resumes and finishes runs. Starting and voiding go one after the other: whether an input was billed must not change meanwhile.
/// </summary>
internal static class RunWriter
{
    private const string FindSql = "SELECT name FROM runs WHERE command_key = $1 AND state = 0 ORDER BY id DESC LIMIT 1";
    private const string InsertSql =
        """
        INSERT INTO runs (name, started_at, command_key, mapping_key, command, price_version, price_digest, undated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (name) DO NOTHING RETURNING id
        """;
    private const string InsertInputsSql =
        """
        INSERT INTO inputs (run, ordinal, uri, bytes, fingerprint, next_offset, next_row, skipped)
        SELECT $1, i.place - 1, i.uri, i.bytes, i.fingerprint, $5, $6, i.fingerprint <> '' AND EXISTS (
          SELECT 1 FROM inputs o JOIN runs r ON r.id = o.run
          WHERE o.uri = i.uri AND o.fingerprint = i.fingerprint AND o.done AND NOT o.stale AND r.mapping_key = $7 AND r.state <> 2)
        FROM unnest($2::text[], $3::bigint[], $4::text[]) WITH ORDINALITY AS i (uri, bytes, fingerprint, place)
        """;

    public static RunRecord StartOrResume(PostgresSession session, RunPlan plan, DateTimeOffset now)
    {
        RunLock.Take(session);
        var name = Find(session, plan.CommandKey) ?? Start(session, plan, now);
        return RunRows.Find(session, name) ?? throw LedgerRules.UnknownRun(name);
    }

    public static void Finish(PostgresSession session, string name, DateTimeOffset now)
    {
        var (run, state, _) = RunLock.Require(session, name);
        LedgerRules.RequireUnfinished(name, state);
        LedgerRules.RequireNoneOpen(name, session.Single<long>("SELECT count(*) FROM inputs WHERE run = $1 AND NOT done AND NOT skipped", run) ?? 0);
        session.Execute("UPDATE runs SET state = 1, finished_at = $2 WHERE id = $1", run, Instant.ToMicroseconds(now));
    }

    private static string? Find(PostgresSession session, string commandKey)
    {
        using var row = session.Read(FindSql, commandKey);
        return row.Read() ? row.Text(0) : null;
    }

    private static string Start(PostgresSession session, RunPlan plan, DateTimeOffset now)
    {
        for (var bytes = RunName.BytesMin; ; bytes++)
        {
            var name = RunName.Of(now, bytes);
            var run = session.Single<int>(InsertSql, name, Instant.ToMicroseconds(now), plan.CommandKey, plan.MappingKey, plan.Command, plan.PriceVersion, plan.PriceDigest,
                Instant.ToMicroseconds(plan.UndatedAt));
            if (run is null) continue;
            T[] Column<T>(Func<PlannedInput, T> value) => [.. plan.Inputs.Select(value)];
            session.Execute(InsertInputsSql, run, Column(input => input.Uri), Column(input => input.Bytes), Column(input => input.Fingerprint),
                InputPosition.Start.Offset, InputPosition.Start.Row, plan.MappingKey);
            return name;
        }
    }
}
