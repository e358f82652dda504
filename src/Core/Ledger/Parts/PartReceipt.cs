using Accounting.Core.Amounts;

namespace Accounting.Core.Ledger.Parts;

/// <summary>What became of a part.</summary>
public sealed class PartReceipt
{
    /// <summary>The calls that were not accepted, by their place in the part: their id is in the ledger from another record. All others are accepted.</summary>
    public IReadOnlyList<KnownCall> Known { get; init; } = [];
    /// <summary>The charges that this posting added; what has no price, and what was stored by an earlier attempt, is left out.</summary>
    public Money Amount { get; init; }
    /// <summary>All input and output tokens that this posting added.</summary>
    public long Tokens { get; init; }
    /// <summary>The spend key's row version after the posting: it grows by one with each transaction that adds entries of the key.</summary>
    public long Version { get; init; }
    /// <summary>The sums that this posting added, one per entry key: what a holder of the sums at version - 1 adds to them. Only where the part
    /// wants it (<see cref="SpendPart.WantsAdded"/>).</summary>
    public IReadOnlyList<LedgerLine> Added { get; init; } = [];
}

/// <summary>A call whose id was posted before, from another record.</summary>
/// <param name="Call">Its place in <see cref="SpendPart.Calls"/>.</param>
/// <param name="Facts">The facts of the posted one: equal ones make it a duplicate, others a conflict.</param>
/// <param name="Run">The name of the run that posted it.</param>
public readonly record struct KnownCall(int Call, ulong Facts, string Run);
