using System.IO.Compression;
using Accounting.BatchClient.CommandLine;
using Accounting.Core.Pricing;
using Accounting.Storage;
using Accounting.Storage.Prices;

namespace Accounting.BatchClient.Models;

/// <summary>
/// The prices in force: what ships with the program and what was registered in the ledger. Rows are only ever added, so the two never
/// contradict each other's past.
/// A ledger keeps whole maps as gzipped JSON in our own form (<see cref="CostMapSerializer"/>).
/// </summary>
internal static class ActiveCostMap
{
    // Maps never change, so one that was read once in this process need not be read again.
    private static volatile InForce? s_last;

    /// <param name="ledger">Null: there is none, and only what ships is known.</param>
    public static CostMap Of(SqliteAccounting? ledger)
    {
        if (ledger?.LoadNewestPriceMap() is not { } stored) return ShippedPrices.Map;
        if (s_last is { } last && last.StoredDigest == stored.Digest) return last.Map;
        var map = Read(stored).With(ShippedPrices.Map.Models);
        s_last = new(stored.Digest, map);
        return map;
    }

    /// <summary>A version that an earlier run was pinned to.</summary>
    /// <exception cref="UserException">The ledger does not hold it.</exception>
    public static CostMap Of(SqliteAccounting ledger, string version) => ledger.LoadPriceMap(version) is { } stored ? Read(stored) : throw new UserException(
        $"The ledger holds no cost map {version}, to which the unfinished run is pinned. Void that run (accounting runs list, runs void) and bill again.");

    /// <summary>
    /// Keeps a map in the ledger, so that what is priced with it can be explained and repeated. A map that is kept already changes nothing.
    /// </summary>
    public static void Save(SqliteAccounting ledger, CostMap map, DateTimeOffset now)
    {
        if (ledger.LoadPriceMap(map.Version)?.Digest == map.Digest) return;
        using var content = new MemoryStream();
        using (var zip = new GZipStream(content, CompressionLevel.Optimal, leaveOpen: true)) zip.Write(CostMapSerializer.Write(map.Models));
        ledger.SavePriceMap(new(map.Version, map.Digest, now, content.ToArray()));
    }

    private static CostMap Read(StoredPriceMap stored)
    {
        try
        {
            using var zip = new GZipStream(new MemoryStream(stored.Content.ToArray()), CompressionMode.Decompress);
            using var content = new MemoryStream();
            zip.CopyTo(content);
            var map = CostMap.Create(CostMapSerializer.Read(content.ToArray(), $"cost map {stored.Version} of the ledger"), stored.Version);
            if (map.Digest == stored.Digest) return map;
        }
        catch (InvalidDataException)
        {
            // Said below.
        }
        throw new UserException(
            $"Version {stored.Version} of the cost map in the ledger is damaged: its content does not have the digest {stored.Digest}. " +
            "Restore the ledger from a copy.");
    }

    private sealed record InForce(string StoredDigest, CostMap Map);
}
