using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Core.Pricing;
using Accounting.Storage.Posting;
using Accounting.Storage.Postgres.Runs;

namespace Accounting.Storage.Postgres.Posting;

/// <summary>Posts whole chunks of one run within the caller's transaction: their parts and the run's progress.</summary>
internal static class ChunkGroupPoster
{
    public static ChunkReceipt[] Post(
        PostgresSession session, PartPoster poster, string runName, IReadOnlyList<ChunkPosting> postings, ChunkGroup group, PartNumbers[] numbers, IPriceList prices)
    {
        var runs = RunRows.RequireOpen(session, [runName]);
        var run = runs[runName];
        LedgerRules.RequirePinned(run, prices);
        var progress = new RunProgress(run, ProgressTable.OpenInputs(session, run, postings.Count + 1));
        foreach (var posting in postings) progress.Move(posting);
        var receipts = poster.Post(session, group.Parts, numbers, runs, _ => prices);
        var outcomes = group.Resolve(receipts);
        for (var index = 0; index < postings.Count; index++) progress.Settle(index, outcomes[index].Counts, Quarantined(postings[index], outcomes[index]));
        ProgressTable.Store(session, progress);
        var answer = outcomes.Select(outcome => new ChunkReceipt(outcome.Counts, default, 0)).ToArray();
        foreach (var receipt in receipts) answer[0] = answer[0] with { Amount = answer[0].Amount + receipt.Amount, Tokens = answer[0].Tokens + receipt.Tokens };
        return answer;
    }

    private static QuarantinedRecord[] Quarantined(ChunkPosting posting, ChunkOutcome outcome) =>
    [
        .. posting.Rejected
            .Concat(outcome.Conflicts.Select(conflict => ConflictingRecord.Of(posting, posting.Calls[conflict.Call], $"run {conflict.Run}")))
            .OrderBy(record => record.Row).ThenBy(record => record.Offset),
    ];
}
