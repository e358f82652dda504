namespace Accounting.Core.Ledger;

/// <summary>Where the versions of the cost map are kept: each stored once, in order, and never changed. Their content is opaque here.</summary>
public interface IPriceMapStore
{
    /// <summary>A stored version, or null.</summary>
    StoredPriceMap? LoadPriceMap(string version);

    /// <summary>The version that was stored last, or null where none is.</summary>
    StoredPriceMap? LoadNewestPriceMap();

    /// <summary>
    /// Stores a version after <paramref name="after"/>, the one that the caller took for the newest (null: none is stored). False, with nothing stored, where
    /// another one came in between: look again, and make the version anew. Storing a version again with the same digest does nothing and is true.
    /// </summary>
    /// <exception cref="LedgerException">The version is stored with another digest.</exception>
    bool TrySavePriceMap(StoredPriceMap map, string? after);
}
