using Accounting.Core.Pricing;
using Accounting.Storage;
using Accounting.Storage.Prices;

namespace Accounting.BatchClient.Models;

/// <summary>The prices in force: what ships with the program and what was registered in the ledger. Rows are only ever added, so the two never contradict each other's past.</summary>
internal static class ActiveCostMap
{
    /// <param name="ledger">Null: there is none, and only what ships is known.</param>
    public static CostMap Of(SqliteAccounting? ledger) =>
        ledger?.LoadNewestPriceMap() is { } stored ? Read(stored).With(ShippedPrices.Map.Models) : ShippedPrices.Map;

    /// <summary>A version that an earlier run was pinned to.</summary>
    /// <exception cref="InvalidDataException">The ledger does not hold it.</exception>
    public static CostMap Of(SqliteAccounting ledger, string version) => ledger.LoadPriceMap(version) is { } stored
        ? CostMap.Create(Read(stored).Models, version)
        : throw new InvalidDataException($"The ledger holds no cost map {version}, to which the unfinished run is pinned. Void that run (accounting runs list, runs void) and bill again.");

    /// <summary>Keeps a map in the ledger, so that what is priced with it can be explained and repeated. A map that is kept already changes nothing.</summary>
    public static void Save(SqliteAccounting ledger, CostMap map, DateTimeOffset now) =>
        ledger.SavePriceMap(new(map.Version, map.Digest, now, CostMapSerializer.Write(map.Models)));

    private static CostMap Read(StoredPriceMap stored) => CostMap.Create(CostMapSerializer.Read(stored.Content, $"cost map {stored.Version} of the ledger"), stored.Version);
}
