using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Storage.Posting;
using Accounting.Storage.Postgres.Posting;
using Accounting.Storage.Runs;

namespace Accounting.Storage.Postgres.Runs;

/// <summary>How far runs came with their inputs.</summary>
internal static class ProgressTable
{
    private const string OpenSql =
        "SELECT ordinal, uri, next_offset, next_row FROM inputs WHERE run = $1 AND NOT done AND NOT skipped ORDER BY ordinal LIMIT $2";
    private const string MoveSql =
        """
        UPDATE inputs SET next_offset = $5, next_row = $6, done = $7, sha256 = $8, read = read + $9, accepted = accepted + $10, not_billable = not_billable + $11,
          duplicate = duplicate + $12, conflicting = conflicting + $13, rejected = rejected + $14
        WHERE run = $1 AND ordinal = $2 AND next_offset = $3 AND next_row = $4 AND NOT done AND NOT skipped
        """;

    /// <summary>The first inputs that are neither done nor skipped, in plan order.</summary>
    public static List<OpenInput> OpenInputs(PostgresSession session, in OpenRun run, int count)
    {
        var inputs = new List<OpenInput>();
        using var rows = session.Read(OpenSql, run.Id, count);
        while (rows.Read()) inputs.Add(new(rows.GetInt32(0), rows.Text(1), new(rows.GetInt64(2), rows.GetInt64(3))));
        return inputs;
    }

    /// <summary>Moves a run on by chunks whose parts are posted; those that were taken by an earlier attempt are left out.</summary>
    public static void Advance(PostgresSession session, in OpenRun run, IReadOnlyList<ChunkProgress> chunks)
    {
        var progress = new RunProgress(run, OpenInputs(session, run, chunks.Count + 1));
        var taken = 0;
        foreach (var chunk in chunks)
            if (progress.TryMove(chunk)) progress.Settle(taken++, chunk.Counts, chunk.Quarantined);
        Store(session, progress);
    }

    /// <exception cref="LedgerException">Another process has moved the run on since its inputs were read.</exception>
    public static void Store(PostgresSession session, RunProgress progress)
    {
        QuarantineRows.Add(session, progress.Run.Id, progress.Quarantined);
        foreach (var step in progress.Steps) Store(session, progress.Run, step);
    }

    private static void Store(PostgresSession session, in OpenRun run, InputStep step)
    {
        var counts = step.Counts;
        var moved = session.Execute(MoveSql, run.Id, step.Input, step.From.Offset, step.From.Row, step.Next.Offset, step.Next.Row, step.Done, step.Sha256,
            counts.Read, counts.Accepted, counts.NotBillable, counts.Duplicate, counts.Conflicting, counts.Rejected);
        if (moved == 1) return;
        throw LedgerRules.Refused($"Run {run.Name} was moved on by another process while this one posted input {step.Input} from offset {step.From.Offset}. "
            + "Nothing of it was stored twice. "
            + "One process carries a run out at a time: let the other one end, then run the same command again.");
    }
}
