using System.Collections.Concurrent;
using Accounting.Core.Ledger;
using Accounting.Grains.Interfaces.Calls;
using Accounting.Grains.Interfaces.Runs;

namespace Accounting.BatchClient.Cluster;

/// <summary>Carries runs on through their grains.</summary>
internal sealed class ClusterRuns(IGrainFactory grains, ClusterCalls calls)
{
    private readonly ConcurrentDictionary<string, (string CommandKey, bool WantsBytes)> _started = new(StringComparer.Ordinal);

    public RunRecord StartOrResume(RunPlan plan)
    {
        var answer = calls.Make("starting the run", token => grains.GetGrain<IRunGrain>(plan.CommandKey).StartOrResume(plan, token));
        _started[answer.Run.Run] = (plan.CommandKey, answer.WantsBytes);
        return answer.Run;
    }

    public void Finish(string run) => calls.Make("finishing the run", async token =>
    {
        await GrainOf(run).Finish(run, token);
        return true;
    });

    /// <summary>Posts chunks together; where the ledger wants to keep raw records of calls that conflict, with the bytes of those chunks.</summary>
    public IReadOnlyList<ChunkReceipt> Post(string run, IReadOnlyList<ChunkPosting> postings)
    {
        var withBytes = Enumerable.Repeat(_started[run].WantsBytes, postings.Count).ToArray();
        while (true)
        {
            var answer = Send(run, [.. postings.Select((posting, index) => ChunkMessage.From(posting, withBytes[index]))]);
            switch (answer.Outcome)
            {
                case PostOutcome.Posted when answer.Receipts.Length == postings.Count:
                    return answer.Receipts;
                case PostOutcome.NeedsBytes when withBytes.Contains(false):
                    AddNeeded(withBytes, answer.Needed);
                    continue;
                case PostOutcome.Elsewhere:
                    throw Elsewhere(run, postings[0], answer);
                default:
                    throw new LedgerException(LedgerFault.Refused,
                        $"The cluster answered the posting of {postings.Count} chunks of run {run} with {answer.Outcome} and {answer.Receipts.Length} receipts, "
                        + "which is no answer to it. "
                        + "Use the same version of the program everywhere.");
            }
        }
    }

    private PostAnswer Send(string run, ChunkMessage[] chunks)
    {
        var (grain, request) = (GrainOf(run), new PostRequest(run, chunks));
        return calls.Make("posting chunks", token => grain.Post(request, token), answer => answer.Outcome == PostOutcome.Busy ? answer.Pause : null);
    }

    // All of them where those named went along already: what was posted in between by another client shifts the places.
    private static void AddNeeded(bool[] withBytes, int[] needed)
    {
        var missing = needed.Where(index => index >= 0 && index < withBytes.Length && !withBytes[index]).ToList();
        if (missing.Count == 0) Array.Fill(withBytes, true);
        foreach (var index in missing) withBytes[index] = true;
    }

    private IRunGrain GrainOf(string run) => grains.GetGrain<IRunGrain>(_started[run].CommandKey);

    private static LedgerException Elsewhere(string run, ChunkPosting first, PostAnswer answer) => new(LedgerFault.Refused,
        $"Run {run} goes on at byte {answer.Next.Offset} of its input {answer.Input + 1}, but this command stands at byte {first.Start.Offset} of input {first.InputOrdinal + 1}: "
        + "what lies between was not posted, as after a ledger was restored from a copy. Nothing was posted. Run the same command again: it goes on where the ledger stands.");
}
