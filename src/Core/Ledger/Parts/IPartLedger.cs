using Accounting.Core.Pricing;

namespace Accounting.Core.Ledger.Parts;

/// <summary>
/// A ledger that several machines write to at once: the parts of a group of chunks are posted first, each spend key's by whoever holds it, then the run's progress. What decides
/// whether a call is posted is the ledger's own unique ids, whatever its writers believe (invariant 2). Thread-safe; each call is one transaction.
/// </summary>
public interface IPartLedger : IAccounting
{
    /// <summary>
    /// Posts parts of one or more runs, all or none. Repeating it after an unknown outcome adds nothing twice. Answers one receipt per part, in order.
    /// </summary>
    /// <param name="parts">No two of one run and spend key.</param>
    /// <param name="prices">The cost map that a version names: each run is priced with the one that it is pinned to.</param>
    /// <exception cref="LedgerException">A run is unknown, finished or voided; or the ledger cannot be reached.</exception>
    IReadOnlyList<PartReceipt> PostParts(IReadOnlyList<SpendPart> parts, Func<string, IPriceList> prices);

    /// <summary>
    /// Moves a run on by chunks that follow each other in plan order and whose parts are posted. Chunks at or before the stored position are left out: they were moved on by an
    /// earlier attempt.
    /// </summary>
    /// <exception cref="LedgerException">A chunk begins elsewhere than at the stored position, does not add up, or the run is not open.</exception>
    void Advance(string run, IReadOnlyList<ChunkProgress> chunks);

    /// <summary>The run of that name, or null.</summary>
    RunRecord? FindRun(string run);

    /// <summary>The row version of a spend key; 0 where nothing was posted for it.</summary>
    long VersionOf(SpendKey key);

    /// <summary>A spend key's sums, and the version at which they are so. One consistent view.</summary>
    SpendSums ReadSums(SpendKey key);

    /// <summary>The spend keys of tenants and models (empty: all), in order, after <paramref name="after"/>; at most <paramref name="count"/>.</summary>
    IReadOnlyList<SpendKey> SpendKeys(IReadOnlyList<string> tenants, IReadOnlyList<string> models, SpendKey? after, int count);
}

/// <summary>The sums of one spend key's entries, in canonical order, at a row version.</summary>
public sealed record SpendSums(long Version, IReadOnlyList<LedgerLine> Lines);
