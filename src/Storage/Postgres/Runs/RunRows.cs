using Accounting.Core.Ledger;
using Accounting.Storage.Posting;
using Accounting.Storage.Runs;
using Npgsql;

namespace Accounting.Storage.Postgres.Runs;

/// <summary>Reads runs with their plans and progress.</summary>
internal static class RunRows
{
    private const string Columns =
        "id, name, state, started_at, finished_at, void_reason, command_key, mapping_key, command, price_version, price_digest, undated_at";
    private const string InputColumns =
        "run, ordinal, uri, bytes, fingerprint, skipped, done, next_offset, next_row, sha256, read, accepted, not_billable, duplicate, conflicting, rejected";

    // Shared: many post for a run at once, and who voids or finishes it waits for them and they for him. Until the transaction ends, tables
    // are read by their indexes: for some thousand ids the server would rather read a young table as a whole, again for each posting.
    private const string LockSql =
        """
        SELECT id, name, state, price_version, price_digest, undated_at, set_config('enable_seqscan', 'off', true)
        FROM runs WHERE name = ANY ($1) ORDER BY id FOR SHARE
        """;

    /// <summary>The runs of these names, which nobody voids or finishes before the transaction ends.</summary>
    /// <exception cref="LedgerException">One is unknown, finished or voided.</exception>
    public static Dictionary<string, OpenRun> RequireOpen(PostgresSession session, string[] names)
    {
        var runs = new Dictionary<string, OpenRun>(StringComparer.Ordinal);
        using var rows = session.Read(LockSql, (object)names);
        while (rows.Read())
        {
            var name = rows.Text(1);
            LedgerRules.RequireUnfinished(name, (RunState)rows.GetInt16(2));
            runs.Add(name, new(rows.GetInt32(0), name, rows.Text(3), rows.Text(4), Instant.FromMicroseconds(rows.GetInt64(5))));
        }
        foreach (var name in names)
            if (!runs.ContainsKey(name)) throw LedgerRules.UnknownRun(name);
        return runs;
    }

    /// <inheritdoc cref="RequireOpen(PostgresSession, string[])"/>
    public static OpenRun RequireOpen(PostgresSession session, string name) => RequireOpen(session, [name])[name];

    /// <summary>Newest first.</summary>
    public static List<RunRecord> All(PostgresSession session)
    {
        var inputs = Inputs(session, $"SELECT {InputColumns} FROM inputs ORDER BY run, ordinal");
        using var rows = session.Read($"SELECT {Columns} FROM runs ORDER BY id DESC");
        var runs = new List<RunRecord>();
        while (rows.Read()) runs.Add(Read(rows, inputs));
        return runs;
    }

    /// <summary>The run of that name, or null.</summary>
    public static RunRecord? Find(PostgresSession session, string name)
    {
        var inputs = Inputs(session, $"SELECT {InputColumns} FROM inputs WHERE run = (SELECT id FROM runs WHERE name = $1) ORDER BY ordinal", name);
        using var row = session.Read($"SELECT {Columns} FROM runs WHERE name = $1", name);
        return row.Read() ? Read(row, inputs) : null;
    }

    private static RunRecord Read(NpgsqlDataReader row, Dictionary<int, List<RunInputRecord>> inputs)
    {
        var own = inputs.GetValueOrDefault(row.GetInt32(0)) ?? [];
        return new()
        {
            Run = row.Text(1),
            State = (RunState)row.GetInt16(2),
            StartedAt = Instant.FromMicroseconds(row.GetInt64(3)),
            FinishedAt = row.Int64OrNull(4) is { } finished ? Instant.FromMicroseconds(finished) : null,
            VoidReason = row.TextOrNull(5),
            Plan = new()
            {
                CommandKey = row.Text(6),
                MappingKey = row.Text(7),
                Command = row.Text(8),
                PriceVersion = row.Text(9),
                PriceDigest = row.Text(10),
                UndatedAt = Instant.FromMicroseconds(row.GetInt64(11)),
                Inputs = own.ConvertAll(input => input.Input),
            },
            Inputs = own,
        };
    }

    private static Dictionary<int, List<RunInputRecord>> Inputs(PostgresSession session, string sql, params object?[] values)
    {
        var byRun = new Dictionary<int, List<RunInputRecord>>();
        using var rows = session.Read(sql, values);
        while (rows.Read())
        {
            if (!byRun.TryGetValue(rows.GetInt32(0), out var inputs)) byRun.Add(rows.GetInt32(0), inputs = []);
            inputs.Add(new()
            {
                Ordinal = rows.GetInt32(1),
                Input = new(rows.Text(2), rows.GetInt64(3), rows.Text(4)),
                Skipped = rows.GetBoolean(5),
                Done = rows.GetBoolean(6),
                Next = new(rows.GetInt64(7), rows.GetInt64(8)),
                Sha256 = rows.TextOrNull(9),
                Counts = new(rows.GetInt64(10), rows.GetInt64(11), rows.GetInt64(12), rows.GetInt64(13), rows.GetInt64(14), rows.GetInt64(15)),
            });
        }
        return byRun;
    }
}
