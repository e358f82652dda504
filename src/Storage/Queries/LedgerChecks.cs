namespace Accounting.Storage.Queries;

/// <summary>What must not be found in a ledger: each query answers one finished sentence per problem. The list is the specification.</summary>
internal static class LedgerChecks
{
    public static readonly string[] All =
    [
        "SELECT 'The file is damaged: ' || integrity_check || '.' FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
        """
        SELECT 'Table ' || "table" || ' has a row that names a missing row of ' || "parent" || '.' FROM pragma_foreign_key_check
        """,
        """
        SELECT 'Run ' || r.name || ', input ' || i.ordinal || ' (' || i.uri || '): ' || i.read || ' records read, but ' || i.accepted || ' accepted + '
          || i.not_billable || ' not billable + ' || i.duplicate || ' duplicate + ' || i.conflicting || ' conflicting + ' || i.rejected || ' rejected.'
        FROM inputs i JOIN runs r ON r.id = i.run WHERE i.read <> i.accepted + i.not_billable + i.duplicate + i.conflicting + i.rejected
        """,
        """
        SELECT 'Run ' || r.name || ' is finished, but its input ' || i.ordinal || ' (' || i.uri || ') is neither done nor skipped.'
        FROM inputs i JOIN runs r ON r.id = i.run WHERE r.state = 1 AND i.done = 0 AND i.skipped = 0
        """,
        """
        SELECT 'Run ' || name || ', input ' || ordinal || ' (' || uri || '): ' || counted || ' records conflicting or rejected, but ' || stored || ' in quarantine.' FROM (
          SELECT r.name, i.ordinal, i.uri, i.conflicting + i.rejected AS counted,
            (SELECT count(*) FROM quarantine q WHERE q.run = i.run AND q.input = i.ordinal) AS stored
          FROM inputs i JOIN runs r ON r.id = i.run) WHERE counted <> stored
        """,
        """
        SELECT 'Posting ' || p.id || ' has ' || count(e.id) || ' entries of its own; ' || p.entries || ' were posted.'
        FROM postings p LEFT JOIN entries e ON e.id >= p.first_entry AND e.id < p.first_entry + p.entries AND e.posting = p.id
        GROUP BY p.id HAVING count(e.id) <> p.entries
        """,
        """
        SELECT 'There are ' || e.n || ' entries, but postings account for ' || p.n || '.'
        FROM (SELECT count(*) AS n FROM entries) e, (SELECT coalesce(sum(entries), 0) AS n FROM postings) p WHERE e.n <> p.n
        """,
        """
        SELECT 'Run ' || name || ' accepted ' || accepted || ' calls, but its charges are of ' || charged || '.' FROM (
          SELECT r.name, (SELECT coalesce(sum(i.accepted), 0) FROM inputs i WHERE i.run = r.id) AS accepted,
            (SELECT coalesce(sum(e.calls), 0) FROM postings p JOIN entries e ON e.id >= p.first_entry AND e.id < p.first_entry + p.entries
              WHERE p.run = r.id AND p.kind = 0) AS charged
          FROM runs r) WHERE accepted <> charged
        """,
        """
        SELECT 'Run ' || name || ' is voided, but ' || left || ' of its calls are not reversed.' FROM (
          SELECT r.name, (SELECT coalesce(sum(e.calls), 0) FROM postings p
            JOIN entries e ON e.id >= p.first_entry AND e.id < p.first_entry + p.entries WHERE p.run = r.id) AS left
          FROM runs r WHERE r.state = 2) WHERE left <> 0
        """,
        """
        SELECT 'Entry ' || e.id || ' charges ' || e.calls || ' calls without an amount, but counts ' || e.unpriced_calls || ' as unpriced.'
        FROM entries e JOIN postings p ON p.id = e.posting
        WHERE (p.kind = 0 OR (p.kind = 1 AND e.calls <> 0)) AND e.unpriced_calls <> CASE WHEN e.amount IS NULL THEN e.calls ELSE 0 END
        """,
        """
        SELECT 'Entry ' || e.id || ' of the adjustment ' || p.id || ' has calls, quantities or a reported cost, or no amount: an adjustment is an amount alone.'
        FROM entries e JOIN postings p ON p.id = e.posting WHERE p.kind = 2 AND (e.calls <> 0 OR e.quantities <> x'01' OR e.reported_cost IS NOT NULL OR e.amount IS NULL)
        """,
        """
        SELECT 'The adjustment ' || id || ' does not name the price version that it is from, or its reason.'
        FROM postings WHERE kind = 2 AND (old_price_version IS NULL OR reason IS NULL OR reason = '')
        """,
        """
        SELECT 'Run ' || r.name || ' has ' || u.calls || ' calls of key ' || u.key || ', but ' || u.unpriced || ' of them count as unpriced.' FROM (
          SELECT p.run, e.key, sum(e.calls) AS calls, sum(e.unpriced_calls) AS unpriced FROM postings p JOIN entries e ON e.id >= p.first_entry AND e.id < p.first_entry + p.entries
          WHERE p.run IN (SELECT run FROM postings WHERE kind = 2) GROUP BY p.run, e.key) AS u JOIN runs r ON r.id = u.run WHERE u.unpriced < 0 OR u.unpriced > u.calls
        """,
        """
        SELECT 'There are ' || e.n || ' adjusting entries, but the plans that were applied account for ' || p.n || '.'
        FROM (SELECT coalesce(sum(entries), 0) AS n FROM postings WHERE kind = 2) AS e, (SELECT coalesce(sum(entries), 0) AS n FROM reprices) AS p WHERE e.n <> p.n
        """,
    ];
}
