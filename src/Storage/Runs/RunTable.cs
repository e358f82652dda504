using System.Globalization;
using Accounting.Core.Ledger;
using Accounting.Storage.Posting;
using Accounting.Storage.Sqlite;

namespace Accounting.Storage.Runs;

/// <summary>Runs and their inputs: plans, pins, progress.</summary>
internal sealed class RunTable(Database database)
{
    private const string InsertRun =
        """
        INSERT INTO runs (name, state, started_at, command_key, mapping_key, command, price_version, price_digest, undated_at)
        VALUES (?1, 0, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """;
    private const string InsertInput =
        "INSERT INTO inputs (run, ordinal, uri, bytes, fingerprint, skipped, next_offset, next_row) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    private const string AdvanceInput =
        """
        UPDATE inputs SET next_offset = ?3, next_row = ?4, done = ?5, sha256 = ?6, read = read + ?7, accepted = accepted + ?8, not_billable = not_billable + ?9,
          duplicate = duplicate + ?10, conflicting = conflicting + ?11, rejected = rejected + ?12
        WHERE run = ?1 AND ordinal = ?2
        """;
    private const string NextInput =
        "SELECT ordinal, uri, next_offset, next_row FROM inputs WHERE run = ?1 AND done = 0 AND skipped = 0 ORDER BY ordinal LIMIT 1";
    private const string IsBilled =
        """
        SELECT EXISTS (SELECT 1 FROM inputs i JOIN runs r ON r.id = i.run
        WHERE i.uri = ?1 AND i.fingerprint = ?2 AND i.done = 1 AND i.stale = 0 AND r.mapping_key = ?3 AND r.state <> 2)
        """;

    /// <summary>The name of the unfinished run of a command, or null.</summary>
    public string? FindUnfinished(string commandKey)
    {
        var found = database.Prepare("SELECT name FROM runs WHERE command_key = ?1 AND state = 0 ORDER BY id DESC LIMIT 1").Bind(1, commandKey);
        var name = found.Step() ? found.Text(0) : null;
        found.Reset();
        return name;
    }

    /// <summary>Stores a new run; answers its name.</summary>
    public string Start(RunPlan plan, DateTimeOffset now)
    {
        var name = NewName(now);
        database.Prepare(InsertRun).Bind(1, name).Bind(2, Instant.ToMicroseconds(now)).Bind(3, plan.CommandKey).Bind(4, plan.MappingKey).Bind(5, plan.Command)
            .Bind(6, plan.PriceVersion).Bind(7, plan.PriceDigest).Bind(8, Instant.ToMicroseconds(plan.UndatedAt)).Run();
        var run = database.LastInsertId;
        for (var ordinal = 0; ordinal < plan.Inputs.Count; ordinal++)
        {
            var input = plan.Inputs[ordinal];
            database.Prepare(InsertInput).Bind(1, run).Bind(2, ordinal).Bind(3, input.Uri).Bind(4, input.Bytes).Bind(5, input.Fingerprint)
                .Bind(6, WasBilled(input, plan.MappingKey)).Bind(7, InputPosition.Start.Offset).Bind(8, InputPosition.Start.Row).Run();
        }
        return name;
    }

    public OpenRun RequireOpen(string name)
    {
        var row = database.Prepare("SELECT id, state, price_version, price_digest, undated_at FROM runs WHERE name = ?1").Bind(1, name);
        if (!row.Step()) throw LedgerRules.UnknownRun(name);
        var state = (RunState)row.Int64(1);
        var run = new OpenRun(row.Int32(0), name, row.Text(2), row.Text(3), Instant.FromMicroseconds(row.Int64(4)));
        row.Reset();
        LedgerRules.RequireUnfinished(name, state);
        return run;
    }

    /// <summary>Checks that a chunk is the next one of its run: chunks are posted in plan order, each once.</summary>
    public OpenInput RequireNext(in OpenRun run, ChunkPosting posting)
    {
        var row = database.Prepare(NextInput).Bind(1, run.Id);
        if (!row.Step()) throw LedgerRules.NoInputLeft(run.Name, posting.InputOrdinal);
        var next = new OpenInput(row.Int32(0), row.Text(1), new(row.Int64(2), row.Int64(3)));
        row.Reset();
        LedgerRules.RequireNext(run.Name, next, posting);
        return next;
    }

    public void Advance(int run, ChunkPosting posting, in RecordCounts counts) => database.Prepare(AdvanceInput)
        .Bind(1, run).Bind(2, posting.InputOrdinal).Bind(3, posting.Next.Offset).Bind(4, posting.Next.Row).Bind(5, posting.EndOfInput).Bind(6, posting.InputSha256)
        .Bind(7, counts.Read).Bind(8, counts.Accepted).Bind(9, counts.NotBillable).Bind(10, counts.Duplicate).Bind(11, counts.Conflicting).Bind(12, counts.Rejected).Run();

    public void Finish(string name, DateTimeOffset now)
    {
        var run = RequireOpen(name);
        var open = database.Prepare("SELECT count(*) FROM inputs WHERE run = ?1 AND done = 0 AND skipped = 0").Bind(1, run.Id).Single();
        LedgerRules.RequireNoneOpen(name, open);
        database.Prepare("UPDATE runs SET state = 1, finished_at = ?2 WHERE id = ?1").Bind(1, run.Id).Bind(2, Instant.ToMicroseconds(now)).Run();
    }

    /// <summary>Marks a run voided; answers its number and price version.</summary>
    public (int Id, string PriceVersion) Void(string name, string reason)
    {
        var row = database.Prepare("SELECT id, state, price_version FROM runs WHERE name = ?1").Bind(1, name);
        if (!row.Step()) throw LedgerRules.UnknownRun(name);
        var (id, state, version) = (row.Int32(0), (RunState)row.Int64(1), row.Text(2));
        row.Reset();
        LedgerRules.RequireNotVoided(name, state);
        database.Prepare("UPDATE runs SET state = 2, void_reason = ?2 WHERE id = ?1").Bind(1, id).Bind(2, reason).Run();
        // What was a repeat of a call that is now freed must be read again when it is billed again: "unchanged" no longer means "posted".
        database.Prepare("UPDATE inputs SET stale = 1 WHERE duplicate + conflicting > 0 AND run <> ?1").Bind(1, id).Run();
        return (id, version);
    }

    public string NameOf(int run)
    {
        var row = database.Prepare("SELECT name FROM runs WHERE id = ?1").Bind(1, run);
        var name = row.Step() ? row.Text(0) : run.ToString(CultureInfo.InvariantCulture);
        row.Reset();
        return name;
    }

    private bool WasBilled(PlannedInput input, string mappingKey) =>
        input.Fingerprint.Length > 0 && database.Prepare(IsBilled).Bind(1, input.Uri).Bind(2, input.Fingerprint).Bind(3, mappingKey).Single() != 0;

    private string NewName(DateTimeOffset now)
    {
        for (var bytes = RunName.BytesMin; ; bytes++)
        {
            var name = RunName.Of(now, bytes);
            if (database.Prepare("SELECT count(*) FROM runs WHERE name = ?1").Bind(1, name).Single() == 0) return name;
        }
    }
}
