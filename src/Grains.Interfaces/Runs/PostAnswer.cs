using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Runs;

/// <summary>What became of a group of chunks.</summary>
[GenerateSerializer, Immutable, Alias(Aliases.PostAnswer)]
public sealed class PostAnswer
{
    [Id(0)] public PostOutcome Outcome { get; init; }
    /// <summary>
    /// With <see cref="PostOutcome.Posted"/>: one per chunk; amount and tokens of all stand in the first that this request posted. Empty
    /// for a chunk that an earlier request posted whose answer is
    /// forgotten: the run's own counts, which the ledger keeps, are always right.
    /// </summary>
    [Id(1)] public ChunkReceipt[] Receipts { get; init; } = [];
    /// <summary>
    /// With <see cref="PostOutcome.NeedsBytes"/>: the places in the request of the chunks whose bytes are needed, ascending.
    /// </summary>
    [Id(2)] public int[] Needed { get; init; } = [];
    /// <summary>With <see cref="PostOutcome.Elsewhere"/>: the first input that is not done.</summary>
    [Id(3)] public int Input { get; init; }
    /// <summary>With <see cref="PostOutcome.Elsewhere"/>: where that input goes on.</summary>
    [Id(4)] public InputPosition Next { get; init; }
    /// <summary>With <see cref="PostOutcome.Busy"/>: how long to wait.</summary>
    [Id(5)] public TimeSpan Pause { get; init; }
}

/// <summary>The numbers travel: never renumber.</summary>
[GenerateSerializer, Alias(Aliases.PostOutcome)]
public enum PostOutcome
{
    /// <summary>All chunks are posted, by this request or by an earlier one.</summary>
    Posted = 0,
    /// <summary>
    /// Calls conflict, and their raw records are to be kept: send the same chunks again, with the bytes of those named. The run was not
    /// moved on.
    /// </summary>
    NeedsBytes = 1,
    /// <summary>The run stands before the first chunk: what lies between was not posted. Nothing was done.</summary>
    Elsewhere = 2,
    /// <summary>The silo has as much waiting to be stored as it may. The run was not moved on: send the same again after a pause.</summary>
    Busy = 3,
}
