using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Storage.Postgres.Posting;
using Accounting.Storage.Queries;

namespace Accounting.Storage.Postgres.Queries;

/// <summary>Spend keys: which there are, their row versions, their sums.</summary>
internal static class SpendRows
{
    private const string KeysSql =
        """
        SELECT tenant, model FROM spend_heads
        WHERE version > 0 AND ($1::text[] IS NULL OR tenant = ANY ($1)) AND ($2::text[] IS NULL OR model = ANY ($2)) AND ($3::text IS NULL OR (tenant, model) > ($3, $4))
        ORDER BY tenant, model LIMIT $5
        """;

    public static long VersionOf(PostgresSession session, SpendKey key) =>
        session.Single<long>("SELECT version FROM spend_heads WHERE identity = $1", KeyIdentity.Of(key)) ?? 0;

    public static List<SpendKey> Keys(PostgresSession session, IReadOnlyList<string> tenants, IReadOnlyList<string> models, SpendKey? after, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var keys = new List<SpendKey>();
        using var rows = session.Read(KeysSql, LineRows.Texts(tenants), LineRows.Texts(models), after?.Tenant, after?.Model, count);
        while (rows.Read()) keys.Add(new(rows.Text(0), rows.Text(1)));
        return keys;
    }

    public static SpendSums ReadSums(PostgresSession session, SpendKey key)
    {
        var identity = KeyIdentity.Of(key);
        var keys = new List<EntryKey>();
        var places = new Dictionary<long, long>();
        using (var rows = session.Read(
            $"SELECT id, {PostgresTables.KeyColumns} FROM keys WHERE head = (SELECT id FROM spend_heads WHERE identity = $1) ORDER BY {PostgresTables.KeyColumns}", identity))
        {
            while (rows.Read())
            {
                places.Add(rows.GetInt64(0), keys.Count);
                keys.Add(LineRows.ReadKey(rows, 1));
            }
        }
        var sums = new LineSums();
        using (var rows = session.Read($"{LineRows.SelectEntries} WHERE e.key = ANY ($1)", places.Keys.ToArray())) LineRows.Add(sums, rows, number => places[number]);
        var lines = keys.Select((entryKey, place) => sums.Has(place) ? sums.Line(place, entryKey) : null).OfType<LedgerLine>();
        return new(VersionOf(session, key), [.. lines]);
    }
}
