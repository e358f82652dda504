using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Grains.Interfaces.Runs;
using Accounting.Grains.Posting;

namespace Accounting.Grains.Runs;

/// <summary>
/// Moves one command's run on, a group of chunks at a time. What it holds is a copy of what the ledger has: after any failure it is
/// dropped, and two activations at once do no harm.
/// </summary>
internal sealed class RunGrain(SiloLedger ledger, RunPoster poster) : Grain, IRunGrain
{
    private OpenRun? _open;

    public Task<StartAnswer> StartOrResume(RunPlan plan, CancellationToken cancellationToken) => DropOnFailure(async () =>
    {
        if (plan.CommandKey != this.GetPrimaryKeyString())
            throw Refused($"the plan of another command ({plan.CommandKey}) was sent to the run of {this.GetPrimaryKeyString()}");
        var run = await ledger.Step(accounting => accounting.StartOrResume(plan));
        _open = new(run);
        return new StartAnswer(run, ledger.Parts is null);
    });

    public Task<PostAnswer> Post(PostRequest request, CancellationToken cancellationToken) => DropOnFailure(async () =>
    {
        var chunks = PostedChunks.Read(request);
        var open = await Open(request.Run);
        if (open.IsAhead(chunks)) open = await Reopen(request.Run); // Somebody else may have moved it on.
        if (open.IsAhead(chunks)) return new() { Outcome = PostOutcome.Elsewhere, Input = open.Position.Input, Next = open.Position.Next };
        var left = open.NotPosted(chunks);
        if (left.Count == 0) return Posted(open, chunks);
        cancellationToken.ThrowIfCancellationRequested();
        var answer = await poster.Post(open.Run, left, GrainFactory, cancellationToken);
        if (answer.Outcome != PostOutcome.Posted) return OfRequest(answer, chunks.Count - left.Count);
        open.MoveOn(chunks, answer.Receipts);
        return Posted(open, chunks);
    });

    public Task Finish(string run, CancellationToken cancellationToken) => DropOnFailure(async () =>
    {
        _open = null;
        await ledger.Step(accounting =>
        {
            if (RunFinder.Find(accounting, run)?.State != RunState.Finished) accounting.Finish(run);
            return true;
        });
        return true;
    });

    private static PostAnswer Posted(OpenRun open, IReadOnlyList<ChunkPosting> chunks) => new() { Receipts = [.. chunks.Select(open.ReceiptOf)] };

    // The poster saw only the chunks that were left.
    private static PostAnswer OfRequest(PostAnswer answer, int past) =>
        new() { Outcome = answer.Outcome, Needed = [.. answer.Needed.Select(index => past + index)], Pause = answer.Pause };

    private async Task<OpenRun> Open(string run) => _open?.Run.Run == run ? _open : await Reopen(run);

    private async Task<OpenRun> Reopen(string run)
    {
        var found = await ledger.Step(accounting => RunFinder.Find(accounting, run)) ?? throw Refused($"the ledger has no run {run}");
        if (found.Plan.CommandKey != this.GetPrimaryKeyString()) throw Refused($"run {run} is of another command ({found.Plan.CommandKey})");
        if (found.State != RunState.Unfinished) throw Refused($"run {run} is {(found.State == RunState.Voided ? "voided" : "finished")}");
        return _open = new(found, _open);
    }

    // A copy that a failed save left behind may be wrong: the next call reads the ledger.
    private async Task<T> DropOnFailure<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch
        {
            _open = null;
            DeactivateOnIdle();
            throw;
        }
    }

    private static LedgerException Refused(string what) =>
        new(LedgerFault.Refused, $"The cluster cannot post: {what}. Nothing was posted. Start the command again.");
}
