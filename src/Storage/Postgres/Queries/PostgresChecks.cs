namespace Accounting.Storage.Postgres.Queries;

/// <summary>
/// What must not be found in a ledger: each query answers one finished sentence per problem. The list is the specification.
/// </summary>
internal static class PostgresChecks
{
    // Calls charged may be ahead of the calls counted as accepted while a run is open: parts are posted before the run's progress.
    public static readonly string[] All =
    [
        """
        SELECT 'Run ' || r.name || ', input ' || i.ordinal || ' (' || i.uri || '): ' || i.read || ' records read, but ' || i.accepted || ' accepted + '
          || i.not_billable || ' not billable + ' || i.duplicate || ' duplicate + ' || i.conflicting || ' conflicting + ' || i.rejected || ' rejected.'
        FROM inputs i JOIN runs r ON r.id = i.run WHERE i.read <> i.accepted + i.not_billable + i.duplicate + i.conflicting + i.rejected
        """,
        """
        SELECT 'Run ' || r.name || ' is finished, but its input ' || i.ordinal || ' (' || i.uri || ') is neither done nor skipped.'
        FROM inputs i JOIN runs r ON r.id = i.run WHERE r.state = 1 AND NOT i.done AND NOT i.skipped
        """,
        """
        SELECT 'Run ' || name || ', input ' || ordinal || ' (' || uri || '): ' || counted || ' records conflicting or rejected, but ' || stored || ' in quarantine.' FROM (
          SELECT r.name, i.ordinal, i.uri, i.conflicting + i.rejected AS counted,
            (SELECT count(*) FROM quarantine q WHERE q.run = i.run AND q.input = i.ordinal) AS stored
          FROM inputs i JOIN runs r ON r.id = i.run) AS inputs WHERE counted <> stored
        """,
        """
        SELECT 'Posting ' || p.id || ' has ' || coalesce(e.n, 0) || ' entries; ' || p.entries || ' were posted.'
        FROM postings p LEFT JOIN (SELECT posting, count(*) AS n FROM entries GROUP BY posting) AS e ON e.posting = p.id WHERE coalesce(e.n, 0) <> p.entries
        """,
        "SELECT 'Entry ' || e.id || ' names posting ' || e.posting || ', which is not there.' FROM entries e WHERE NOT EXISTS (SELECT 1 FROM postings p WHERE p.id = e.posting)",
        "SELECT 'Entry ' || e.id || ' names key ' || e.key || ', which is not there.' FROM entries e WHERE NOT EXISTS (SELECT 1 FROM keys k WHERE k.id = e.key)",
        """
        SELECT 'Key ' || k.id || ' is of tenant ' || k.tenant || ', but its spend key ' || k.head || ' is of tenant ' || h.tenant || ', model ' || h.model || '.'
        FROM keys k JOIN spend_heads h ON h.id = k.head
        WHERE h.tenant <> k.tenant OR h.model <> CASE k.response_model WHEN '' THEN k.requested_model ELSE k.response_model END
        """,
        """
        SELECT 'Key ' || k.id || ' is of spend key ' || k.head || ', which does not exist.' FROM keys k WHERE NOT EXISTS (SELECT 1 FROM spend_heads h WHERE h.id = k.head)
        """,
        """
        SELECT 'Run ' || name || ' accepted ' || accepted || ' calls, but its charges are of ' || charged || '.' FROM (
          SELECT r.name, r.state, (SELECT coalesce(sum(i.accepted), 0) FROM inputs i WHERE i.run = r.id) AS accepted,
            (SELECT coalesce(sum(e.calls), 0) FROM postings p JOIN entries e ON e.posting = p.id WHERE p.run = r.id AND p.kind = 0) AS charged
          FROM runs r) AS runs WHERE accepted > charged OR (state = 1 AND accepted <> charged)
        """,
        """
        SELECT 'Run ' || name || ' charged ' || charged || ' calls, but ' || ids || ' of its ids are stored.' FROM (
          SELECT r.name, coalesce(i.n, 0) AS ids, coalesce(c.n, 0) AS charged FROM runs r
          LEFT JOIN (SELECT run, count(*) AS n FROM call_ids GROUP BY run) AS i ON i.run = r.id
          LEFT JOIN (SELECT p.run, sum(e.calls) AS n FROM postings p JOIN entries e ON e.posting = p.id GROUP BY p.run) AS c ON c.run = r.id) AS runs WHERE ids <> charged
        """,
        """
        SELECT 'There are ' || count(*) || ' ids of a run number ' || run || ' that is not there.'
        FROM call_ids c WHERE NOT EXISTS (SELECT 1 FROM runs r WHERE r.id = c.run) GROUP BY run
        """,
        """
        SELECT 'Run ' || name || ' is voided, but ' || calls || ' of its calls are not reversed.' FROM (
          SELECT r.name, (SELECT coalesce(sum(e.calls), 0) FROM postings p JOIN entries e ON e.posting = p.id WHERE p.run = r.id) AS calls
          FROM runs r WHERE r.state = 2) AS voided WHERE calls <> 0
        """,
        """
        SELECT 'Entry ' || e.id || ' charges ' || e.calls || ' calls without an amount, but counts ' || e.unpriced_calls || ' as unpriced.'
        FROM entries e JOIN postings p ON p.id = e.posting
        WHERE (p.kind = 0 OR (p.kind = 1 AND e.calls <> 0)) AND e.unpriced_calls <> CASE WHEN e.amount IS NULL THEN e.calls ELSE 0 END
        """,
        """
        SELECT 'Entry ' || e.id || ' of the adjustment ' || p.id || ' has calls, quantities or a reported cost, or no amount: an adjustment is an amount alone.'
        FROM entries e JOIN postings p ON p.id = e.posting WHERE p.kind = 2 AND (e.calls <> 0 OR e.quantities <> '\x01'::bytea OR e.reported_cost IS NOT NULL OR e.amount IS NULL)
        """,
        """
        SELECT 'The adjustment ' || id || ' does not name the price version that it is from, or its reason.'
        FROM postings WHERE kind = 2 AND (old_price_version IS NULL OR reason IS NULL OR reason = '')
        """,
        """
        SELECT 'Run ' || r.name || ' has ' || u.calls || ' calls of key ' || u.key || ', but ' || u.unpriced || ' of them count as unpriced.' FROM (
          SELECT p.run, e.key, sum(e.calls) AS calls, sum(e.unpriced_calls) AS unpriced FROM postings p JOIN entries e ON e.posting = p.id
          WHERE p.run IN (SELECT run FROM postings WHERE kind = 2) GROUP BY p.run, e.key) AS u JOIN runs r ON r.id = u.run WHERE u.unpriced < 0 OR u.unpriced > u.calls
        """,
        """
        SELECT 'Tenant ' || h.tenant || ', model ' || h.model || ' has entries, but its row version is 0.'
        FROM spend_heads h WHERE h.version = 0 AND EXISTS (SELECT 1 FROM keys k JOIN entries e ON e.key = k.id WHERE k.head = h.id)
        """,
    ];

    /// <summary>Asked where the ledger is of a version that has the table.</summary>
    public const string Plans =
        """
        SELECT 'There are ' || e.n || ' adjusting entries, but the plans that were applied account for ' || p.n || '.'
        FROM (SELECT coalesce(sum(entries), 0) AS n FROM postings WHERE kind = 2) AS e, (SELECT coalesce(sum(entries), 0) AS n FROM reprices) AS p WHERE e.n <> p.n
        """;
}
