using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Storage.Posting;
using Accounting.Storage.Postgres.Posting;
using Accounting.Storage.Runs;
using Npgsql;

namespace Accounting.Storage.Postgres.Runs;

/// <summary>
/// Voids a run (invariant 13): frees its ids and reverses it entry by entry, within the caller's transaction. Locks as
/// <see cref="PartPoster"/> does: run, ids, heads, inputs.
/// </summary>
internal static class RunReversal
{
    // As many postings are reversed together as have that many entries: about a megabyte on their way.
    private const int PageEntries = 5_000;

    private const string HeadsSql =
        "SELECT DISTINCT k.head FROM postings p JOIN entries e ON e.posting = p.id JOIN keys k ON k.id = e.key WHERE p.run = $1";
    private const string PostingsSql = "SELECT id, entries FROM postings WHERE run = $1 ORDER BY id";
    private const string EntriesSql =
        "SELECT key, calls, unpriced_calls, quantities, amount, reported_cost FROM entries WHERE posting = ANY ($1) ORDER BY id";

    // What was a repeat of a call that is now freed must be read again when it is billed again: "unchanged" no longer means "posted". A run
    // that is still open may have met such repeats and not have counted them yet.
    private const string StaleSql =
        """
        UPDATE inputs i SET stale = true FROM runs r
        WHERE r.id = i.run AND i.run <> $1 AND NOT i.stale AND (i.duplicate + i.conflicting > 0 OR (r.state = 0 AND NOT i.skipped))
        """;

    /// <summary>Answers how many entries were reversed.</summary>
    public static long Void(PostgresSession session, string name, string reason, TimeProvider time)
    {
        RunLock.Take(session);
        var (run, state, priceVersion) = RunLock.Require(session, name);
        LedgerRules.RequireNotVoided(name, state);
        session.Execute("UPDATE runs SET state = 2, void_reason = $2 WHERE id = $1", run, reason);
        session.Execute("DELETE FROM call_ids WHERE run = $1", run);
        SpendHeads.Move(session, Heads(session, run).ToDictionary(head => head, _ => 1L));
        var header = new PostingHeader(run, EntryKind.Void, null, Instant.ToMicroseconds(time.GetUtcNow()), priceVersion, reason);
        var reversed = Pages(session, run).Sum(postings => Reverse(session, postings, header));
        session.Execute(StaleSql, run);
        return reversed;
    }

    private static long Reverse(PostgresSession session, long[] postings, in PostingHeader header)
    {
        var page = new EntryColumns();
        using (var rows = session.Read(EntriesSql, postings))
        {
            while (rows.Read())
                page.Add(rows.GetInt64(0), -rows.GetInt64(1), -rows.GetInt64(2), Negated(rows.GetFieldValue<byte[]>(3)), Negated(rows, 4), Negated(rows, 5));
        }
        page.Insert(session, header);
        return page.Count;
    }

    private static List<long[]> Pages(PostgresSession session, int run)
    {
        var pages = new List<long[]>();
        var (page, entries) = (new List<long>(), 0L);
        using var rows = session.Read(PostingsSql, run);
        while (rows.Read())
        {
            page.Add(rows.GetInt64(0));
            if ((entries += rows.GetInt64(1)) < PageEntries) continue;
            pages.Add([.. page]);
            page.Clear();
            entries = 0;
        }
        if (page.Count > 0) pages.Add([.. page]);
        return pages;
    }

    private static byte[] Negated(byte[] quantities)
    {
        Span<long> byMeter = stackalloc long[MeterSums.Count];
        byMeter.Clear();
        QuantityBlob.AddTo(byMeter, quantities);
        Span<byte> negated = stackalloc byte[QuantityBlob.BytesMax];
        return negated[..QuantityBlob.Write(byMeter, negate: true, negated)].ToArray();
    }

    private static Money? Negated(NpgsqlDataReader row, int column) => row.MoneyOrNull(column) is { } amount ? -amount : null;

    private static List<long> Heads(PostgresSession session, int run)
    {
        var heads = new List<long>();
        using var rows = session.Read(HeadsSql, run);
        while (rows.Read()) heads.Add(rows.GetInt64(0));
        return heads;
    }
}
