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
        if (await PartsOf(group, grains, cancellationToken) is not { } receipts) return new() { Outcome = PostOutcome.Busy, Pause = options.BusyPause };
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

    // Null: something was refused. A small part is not worth a message and an activation: this silo's writer commits all of them at once. What a spend grain holds shows by
    // its row version that it is old.
    private async Task<PartReceipt[]?> PartsOf(ChunkGroup group, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var (small, large) = (new List<int>(), new List<int>());
        for (var part = 0; part < group.Parts.Count; part++) (group.Parts[part].Calls.Count < options.SpendGrainCallsMin ? small : large).Add(part);
        var ofSmall = PostHere([.. small.Select(part => group.Parts[part])]);
        var ofLarge = BoundedTasks.Select(large, options.PartsInFlightMax, part => PostThere(group.Parts[part], grains, cancellationToken));
        await Task.WhenAll(ofSmall, ofLarge); // Both end, whichever fails.
        if (await ofSmall is not { } own) return null;
        var receipts = new PartReceipt[group.Parts.Count];
        foreach (var (part, receipt) in small.Zip(own)) receipts[part] = receipt;
        foreach (var (part, receipt) in large.Zip(await ofLarge))
        {
            if (receipt is null) return null;
            receipts[part] = receipt;
        }
        return receipts;
    }

    private async Task<IReadOnlyList<PartReceipt>?> PostHere(IReadOnlyList<SpendPart> parts)
    {
        if (parts.Count == 0) return [];
        return ledger.Writer!.TryPost(parts) is { } posted ? await posted : null;
    }

    private static async Task<PartReceipt?> PostThere(SpendPart part, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var answer = await grains.GetGrain<ISpendGrain>(SpendGrainKey.Of(part.Key)).Post(PartMessage.From(part), cancellationToken);
        return answer.IsBusy ? null : answer.ToReceipt(part.Calls.Count);
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
