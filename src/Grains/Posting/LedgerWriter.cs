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
    private long _queuedParts;
    private long _queuedCalls;

    /// <param name="ledger">Where to.</param>
    /// <param name="prices">The cost map of a version.</param>
    /// <param name="options">Bounds of queue and commit.</param>
    /// <param name="metrics">Told of each commit.</param>
    public LedgerWriter(IPartLedger ledger, Func<string, IPriceList> prices, PostingOptions options, PostingMetrics metrics)
    {
        (_ledger, _prices, _options, _metrics) = (ledger, prices, options, metrics);
        _queue = new(options.QueuedPartsMax);
        metrics.WatchQueue(() => (int)Interlocked.Read(ref _queuedParts));
        new Thread(Work) { Name = "ledger writer", IsBackground = true }.Start();
    }

    /// <summary>
    /// Posts parts of one run together with the next commit; null where too much waits, or it was stopped: nothing is posted then.
    /// </summary>
    /// <param name="parts">At least one; no two of one spend key.</param>
    /// <returns>A receipt for each part, in order.</returns>
    public Task<IReadOnlyList<PartReceipt>>? TryPost(IReadOnlyList<SpendPart> parts)
    {
        var posting = new Posting(parts);
        if (HasRoom(posting) && TryAdd(posting)) return posting.Receipts.Task;
        Leave(posting);
        _metrics.Refused(parts.Count);
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        await _stopped.Task;
    }

    // What is posted alone always finds room: there is nothing too large to be posted.
    private bool HasRoom(Posting posting)
    {
        var parts = Interlocked.Add(ref _queuedParts, posting.Parts.Count);
        var calls = Interlocked.Add(ref _queuedCalls, posting.Calls);
        return (parts <= _options.QueuedPartsMax || parts == posting.Parts.Count) && (calls <= _options.QueuedCallsMax || calls == posting.Calls);
    }

    private void Leave(Posting posting)
    {
        Interlocked.Add(ref _queuedParts, -posting.Parts.Count);
        Interlocked.Add(ref _queuedCalls, -posting.Calls);
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
        foreach (var posting in postings) Leave(posting);
        if (TryCommit(postings) is not { } failure) return;
        var runs = postings.GroupBy(posting => posting.Run).Select(run => run.ToArray()).ToArray();
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
            var receipts = _ledger.PostParts([.. postings.SelectMany(posting => posting.Parts)], _prices);
            var next = 0;
            foreach (var posting in postings)
            {
                var own = new PartReceipt[posting.Parts.Count];
                for (var index = 0; index < own.Length; index++) own[index] = receipts[next++];
                posting.Receipts.SetResult(own);
            }
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
        foreach (var posting in postings) posting.Receipts.TrySetException(failure);
    }

    /// <summary>Parts of one run that wait to be committed together, and what their grain waits for.</summary>
    internal sealed record Posting(IReadOnlyList<SpendPart> Parts)
    {
        public string Run => Parts[0].Run;

        public int Calls { get; } = Parts.Sum(part => part.Calls.Count);

        public TaskCompletionSource<IReadOnlyList<PartReceipt>> Receipts { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
