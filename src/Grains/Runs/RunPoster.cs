using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Core.Pricing;
using Accounting.Grains.Interfaces.Runs;
using Accounting.Grains.Interfaces.Spending;
using Accounting.Grains.Posting;

namespace Accounting.Grains.Runs;

/// <summary>
/// Posts the next chunks of a run: to their spend grains and then the run's progress, or as a whole into a ledger that takes no parts.
/// Stateless.
/// </summary>
internal sealed class RunPoster(SiloLedger ledger, Func<string, IPriceList> prices, PostingOptions options)
{
    /// <param name="run">An unfinished run that stands where the first chunk begins.</param>
    /// <param name="chunks">They follow each other.</param>
    /// <param name="grains">Where the spend grains are.</param>
    /// <param name="cancellationToken">Looked at before anything is advanced.</param>
    public Task<PostAnswer> Post(RunRecord run, IReadOnlyList<ChunkPosting> chunks, IGrainFactory grains, CancellationToken cancellationToken) =>
        ledger.Parts is { } parts ? PostParts(parts, run.Run, chunks, grains, cancellationToken) : PostWhole(run, chunks);

    private async Task<PostAnswer> PostParts(
        IPartLedger parts, string run, IReadOnlyList<ChunkPosting> chunks, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var group = ChunkGroup.Of(run, chunks);
        var answers = await BoundedTasks.Select(group.Parts, options.PartsInFlightMax,
            part => grains.GetGrain<ISpendGrain>(SpendGrainKey.Of(part.Key)).Post(PartMessage.From(part), cancellationToken));
        if (answers.Any(answer => answer.IsBusy)) return new() { Outcome = PostOutcome.Busy, Pause = options.BusyPause };
        var receipts = answers.Zip(group.Parts, (answer, part) => answer.ToReceipt(part.Calls.Count)).ToArray();
        var outcomes = group.Resolve(receipts);
        var needed = Enumerable.Range(0, chunks.Count).Where(index => outcomes[index].Conflicts.Count > 0 && chunks[index].Bytes.IsEmpty).ToArray();
        if (needed.Length > 0) return new() { Outcome = PostOutcome.NeedsBytes, Needed = needed };
        cancellationToken.ThrowIfCancellationRequested();
        var progress = chunks.Zip(outcomes, ProgressOf).ToArray();
        await ledger.Step(_ =>
        {
            parts.Advance(run, progress);
            return true;
        });
        return new() { Receipts = [.. progress.Select((chunk, index) => index > 0 ? new(chunk.Counts, Money.Zero, 0) : Sum(chunk.Counts, receipts))] };
    }

    private async Task<PostAnswer> PostWhole(RunRecord run, IReadOnlyList<ChunkPosting> chunks)
    {
        var needed = Enumerable.Range(0, chunks.Count).Where(index => chunks[index].Bytes.IsEmpty && chunks[index].Calls.Count > 0).ToArray();
        if (needed.Length > 0) return new() { Outcome = PostOutcome.NeedsBytes, Needed = needed };
        var receipts = await ledger.Step(accounting => accounting.PostChunks(run.Run, chunks, prices(run.Plan.PriceVersion)));
        return new() { Receipts = [.. receipts] };
    }

    private static ChunkReceipt Sum(RecordCounts counts, IReadOnlyList<PartReceipt> receipts) =>
        new(counts, receipts.Aggregate(Money.Zero, (sum, receipt) => sum + receipt.Amount), receipts.Sum(receipt => receipt.Tokens));

    private static ChunkProgress ProgressOf(ChunkPosting chunk, ChunkOutcome outcome) => new()
    {
        Input = chunk.InputOrdinal,
        Start = chunk.Start,
        Next = chunk.Next,
        EndOfInput = chunk.EndOfInput,
        InputSha256 = chunk.InputSha256,
        Counts = outcome.Counts,
        Quarantined = [.. chunk.Rejected
            .Concat(outcome.Conflicts.Select(conflict => ConflictingRecord.Of(chunk, chunk.Calls[conflict.Call], $"run {conflict.Run}")))
            .OrderBy(record => record.Row).ThenBy(record => record.Offset)],
    };
}
