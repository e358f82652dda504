namespace Accounting.Storage.Postgres.Posting;

/// <summary>
/// The row versions of spend keys. A writer locks the heads of all keys that it adds to, in one order, before it adds the first entry: so
/// the entries of a key are numbered in the order in which they are committed, and two writers never wait for each other in a circle.
/// </summary>
internal static class SpendHeads
{
    private const string LockSql = "SELECT count(*) FROM (SELECT 1 FROM spend_heads WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE) AS locked";
    private const string MoveSql =
        "UPDATE spend_heads h SET version = h.version + m.by FROM unnest($1::bigint[], $2::bigint[]) AS m (id, by) WHERE h.id = m.id RETURNING h.id, h.version";

    /// <summary>Locks heads and moves their versions on; answers the versions reached.</summary>
    public static Dictionary<long, long> Move(PostgresSession session, IReadOnlyDictionary<long, long> steps)
    {
        var versions = new Dictionary<long, long>();
        if (steps.Count == 0) return versions;
        var heads = steps.Keys.ToArray();
        session.Execute(LockSql, heads);
        using var rows = session.Read(MoveSql, heads, steps.Values.ToArray());
        while (rows.Read()) versions.Add(rows.GetInt64(0), rows.GetInt64(1));
        return versions;
    }

    /// <summary>The versions of heads that nothing is added to.</summary>
    public static void Read(PostgresSession session, long[] heads, Dictionary<long, long> versions)
    {
        if (heads.Length == 0) return;
        using var rows = session.Read("SELECT id, version FROM spend_heads WHERE id = ANY ($1)", heads);
        while (rows.Read()) versions[rows.GetInt64(0)] = rows.GetInt64(1);
    }
}
