using Accounting.Core.Ledger;
using Accounting.Storage.Posting;
using Accounting.Storage.Runs;

namespace Accounting.Storage.Postgres.Prices;

/// <summary>The versions of the cost map, each stored once and never changed. Their content is opaque here.</summary>
internal static class PriceMapRows
{
    private const string Columns = "version, digest, known_since, content";
    private const string LockSql = "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ': price maps', 0))";

    public static bool TrySave(PostgresSession session, PostgresAddress address, StoredPriceMap map, string? after)
    {
        session.Execute(LockSql);
        if (Load(session, map.Version) is { } stored) return stored.Digest == map.Digest ? true : throw LedgerRules.OtherDigest(stored, map.Digest, address.ToString());
        if (LoadNewest(session)?.Version != after) return false;
        session.Execute($"INSERT INTO price_maps ({Columns}) VALUES ($1, $2, $3, $4)",
            map.Version, map.Digest, Instant.ToMicroseconds(map.KnownSince), map.Content.ToArray());
        return true;
    }

    public static StoredPriceMap? Load(PostgresSession session, string version) =>
        First(session, $"SELECT {Columns} FROM price_maps WHERE version = $1", version);

    /// <summary>The version that was stored last.</summary>
    public static StoredPriceMap? LoadNewest(PostgresSession session) => First(session, $"SELECT {Columns} FROM price_maps ORDER BY id DESC LIMIT 1");

    private static StoredPriceMap? First(PostgresSession session, string sql, params object?[] values)
    {
        using var row = session.Read(sql, values);
        return row.Read() ? new(row.Text(0), row.Text(1), Instant.FromMicroseconds(row.GetInt64(2)), row.GetFieldValue<byte[]>(3)) : null;
    }
}
