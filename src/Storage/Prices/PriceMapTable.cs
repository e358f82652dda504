using Accounting.Core.Ledger;
using Accounting.Storage.Posting;
using Accounting.Storage.Runs;
using Accounting.Storage.Sqlite;

namespace Accounting.Storage.Prices;

/// <summary>The versions of the cost map, each stored once and never changed. Their content is opaque here.</summary>
internal static class PriceMapTable
{
    private const string Columns = "version, digest, known_since, content";

    public static bool TrySave(Database database, StoredPriceMap map, string? after)
    {
        if (Load(database, map.Version) is { } stored)
        {
            if (stored.Digest == map.Digest) return true;
            throw LedgerRules.OtherDigest(stored, map.Digest, database.Path);
        }
        if (LoadNewest(database)?.Version != after) return false;
        database.Prepare($"INSERT INTO price_maps ({Columns}) VALUES (?1, ?2, ?3, ?4)")
            .Bind(1, map.Version).Bind(2, map.Digest).Bind(3, Instant.ToMicroseconds(map.KnownSince)).Bind(4, map.Content.Span).Run();
        return true;
    }

    public static StoredPriceMap? Load(Database database, string version)
    {
        var row = database.Prepare($"SELECT {Columns} FROM price_maps WHERE version = ?1").Bind(1, version);
        var map = row.Step() ? Read(row) : null;
        row.Reset();
        return map;
    }

    /// <summary>The version that was stored last.</summary>
    public static StoredPriceMap? LoadNewest(Database database)
    {
        var row = database.Prepare($"SELECT {Columns} FROM price_maps ORDER BY rowid DESC LIMIT 1");
        var map = row.Step() ? Read(row) : null;
        row.Reset();
        return map;
    }

    private static StoredPriceMap Read(Statement row) => new(row.Text(0), row.Text(1), Instant.FromMicroseconds(row.Int64(2)), row.Blob(3).ToArray());
}
