using Accounting.Core.Ledger;
using Accounting.Storage.Posting;
using Accounting.Storage.Sqlite;

namespace Accounting.Storage.Runs;

/// <summary>Reads runs with their plans and progress.</summary>
internal static class RunReader
{
    private const string SelectRuns =
        "SELECT id, name, state, started_at, finished_at, void_reason, command_key, mapping_key, command, price_version, price_digest, undated_at FROM runs";
    private const string SelectInputs =
        """
        SELECT uri, bytes, fingerprint, skipped, done, next_offset, next_row, sha256, read, accepted, not_billable, duplicate, conflicting, rejected
        FROM inputs WHERE run = ?1 ORDER BY ordinal
        """;

    /// <summary>Newest first.</summary>
    public static List<RunRecord> All(Database database)
    {
        var rows = database.Prepare(SelectRuns + " ORDER BY id DESC");
        var runs = new List<RunRecord>();
        while (rows.Step()) runs.Add(Read(database, rows));
        rows.Reset();
        return runs;
    }

    public static RunRecord One(Database database, string name)
    {
        var row = database.Prepare(SelectRuns + " WHERE name = ?1").Bind(1, name);
        if (!row.Step()) throw LedgerRules.UnknownRun(name);
        var run = Read(database, row);
        row.Reset();
        return run;
    }

    private static RunRecord Read(Database database, Statement row)
    {
        var inputs = Inputs(database, row.Int64(0));
        return new()
        {
            Run = row.Text(1),
            State = (RunState)row.Int64(2),
            StartedAt = Instant.FromMicroseconds(row.Int64(3)),
            FinishedAt = row.Int64OrNull(4) is { } finished ? Instant.FromMicroseconds(finished) : null,
            VoidReason = row.TextOrNull(5),
            Plan = new()
            {
                CommandKey = row.Text(6),
                MappingKey = row.Text(7),
                Command = row.Text(8),
                PriceVersion = row.Text(9),
                PriceDigest = row.Text(10),
                UndatedAt = Instant.FromMicroseconds(row.Int64(11)),
                Inputs = inputs.ConvertAll(input => input.Input),
            },
            Inputs = inputs,
        };
    }

    private static List<RunInputRecord> Inputs(Database database, long run)
    {
        var rows = database.Prepare(SelectInputs).Bind(1, run);
        var inputs = new List<RunInputRecord>();
        while (rows.Step())
        {
            inputs.Add(new()
            {
                Ordinal = inputs.Count,
                Input = new(rows.Text(0), rows.Int64(1), rows.Text(2)),
                Skipped = rows.Bool(3),
                Done = rows.Bool(4),
                Next = new(rows.Int64(5), rows.Int64(6)),
                Sha256 = rows.TextOrNull(7),
                Counts = new(rows.Int64(8), rows.Int64(9), rows.Int64(10), rows.Int64(11), rows.Int64(12), rows.Int64(13)),
            });
        }
        rows.Reset();
        return inputs;
    }
}
