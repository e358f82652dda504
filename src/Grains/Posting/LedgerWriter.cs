using System.Collections.Concurrent;
using System.Diagnostics;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Core.Pricing;

namespace Accounting.Grains.Posting;

/// <summary>
/// The silo's one writer of parts: its thread takes what many spend grains have waiting and commits it in one transaction, so that a
/// commit's cost is shared by thousands of parts.
/// What was taken is committed, also while it stops.
/// </summary>
internal sealed class LedgerWriter : IAsyncDisposable
{
    private readonly IPartLedger _ledger;
    private readonly Func<string, IPriceList> _prices;
    private readonly PostingOptions _options;
    private readonly PostingMetrics _metrics;
    private readonly BlockingCollection<Posting> _queue;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _queuedCalls;

    /// <param name="ledger">Where to.</param>
    /// <param name="prices">The cost map of a version.</param>
    /// <param name="options">Bounds of queue and commit.</param>
    /// <param name="metrics">Told of each commit.</param>
    public LedgerWriter(IPartLedger ledger, Func<string, IPriceList> prices, PostingOptions options, PostingMetrics metrics)
    {
        (_ledger, _prices, _options, _metrics) = (ledger, prices, options, metrics);
        _queue = new(options.QueuedPartsMax);
        metrics.WatchQueue(() => _queue.Count);
        new Thread(Work) { Name = "ledger writer", IsBackground = true }.Start();
    }

    /// <summary>Posts a part with the next commit; null where too much waits, or it was stopped: nothing is posted then.</summary>
    public Task<PartReceipt>? TryPost(SpendPart part)
    {
        var posting = new Posting(part);
        // One part always finds room: there is none too large to be posted.
        var waiting = Interlocked.Add(ref _queuedCalls, part.Calls.Count);
        if ((waiting <= _options.QueuedCallsMax || waiting == part.Calls.Count) && TryAdd(posting)) return posting.Receipt.Task;
        Interlocked.Add(ref _queuedCalls, -part.Calls.Count);
        _metrics.Refused();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        await _stopped.Task;
    }

    private bool TryAdd(Posting posting)
    {
        try
        {
            return _queue.TryAdd(posting);
        }
        catch (InvalidOperationException)
        {
            return false; // Stopped.
        }
    }

    private void Work()
    {
        var batch = new CommitBatch(_options.CommitPartsMax, _options.CommitCallsMax);
        Posting? left = null;
        while (left is not null || _queue.TryTake(out left, Timeout.Infinite))
        {
            batch.Clear();
            // The first that does not go into this commit opens the next one.
            while (left is not null && batch.TryAdd(left)) _queue.TryTake(out left);
            Commit(batch.Postings);
        }
        _stopped.SetResult();
    }

    private void Commit(IReadOnlyList<Posting> postings)
    {
        foreach (var posting in postings) Interlocked.Add(ref _queuedCalls, -posting.Part.Calls.Count);
        if (TryCommit(postings) is not { } failure) return;
        var runs = postings.GroupBy(posting => posting.Part.Run).Select(run => run.ToArray()).ToArray();
        if (runs.Length == 1 || failure is LedgerException { Fault: LedgerFault.Unavailable })
        {
            Fail(postings, failure);
            return;
        }
        // A run posts one group at a time, all of it or nothing: one that is voided, or has a wrong part, fails alone.
        foreach (var run in runs)
            if (TryCommit(run) is { } own) Fail(run, own);
    }

    private Exception? TryCommit(IReadOnlyList<Posting> postings)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var receipts = _ledger.PostParts([.. postings.Select(posting => posting.Part)], _prices);
            for (var index = 0; index < postings.Count; index++) postings[index].Receipt.SetResult(receipts[index]);
            _metrics.Committed(postings, Stopwatch.GetElapsedTime(started));
            return null;
        }
        catch (Exception exception)
        {
            _metrics.Failed();
            return exception;
        }
    }

    private static void Fail(IReadOnlyList<Posting> postings, Exception failure)
    {
        foreach (var posting in postings) posting.Receipt.TrySetException(failure);
    }

    /// <summary>A part that waits, and what its grain waits for.</summary>
    internal sealed record Posting(SpendPart Part)
    {
        public TaskCompletionSource<PartReceipt> Receipt { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
