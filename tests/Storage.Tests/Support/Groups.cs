using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;

namespace Accounting.Storage.Tests.Support;

/// <summary>Posts chunks as a cluster does: parts first, then progress.</summary>
internal static class Groups
{
    public static IReadOnlyList<PartReceipt> PostParts(this IPartLedger ledger, params SpendPart[] parts)
    {
        foreach (var part in parts) part.WantsAdded = true;
        return ledger.PostParts(parts, _ => TestPrices.Standard);
    }

    public static IReadOnlyList<ChunkOutcome> Post(this IPartLedger ledger, string run, params ChunkPosting[] chunks)
    {
        var group = ChunkGroup.Of(run, chunks);
        var outcomes = group.Resolve(ledger.PostParts([.. group.Parts]));
        ledger.Advance(run, [.. chunks.Select((chunk, index) => Progress(chunk, outcomes[index]))]);
        return outcomes;
    }

    public static ChunkProgress Progress(ChunkPosting chunk, ChunkOutcome outcome) => new()
    {
        Input = chunk.InputOrdinal, Start = chunk.Start, Next = chunk.Next, EndOfInput = chunk.EndOfInput,
        Counts = outcome.Counts,
        Quarantined =
        [
            .. chunk.Rejected.Concat(outcome.Conflicts.Select(conflict => ConflictingRecord.Of(chunk, chunk.Calls[conflict.Call], $"run {conflict.Run}"))),
        ],
    };
}
