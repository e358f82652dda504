using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Inputs;

namespace Accounting.BatchClient.Billing;

/// <summary>
/// One reader thread cuts inputs into chunks, worker threads turn chunks into calls in any order, and the calling thread posts them in plan
/// order, so that the first of two copies of a call wins however many workers there are (invariant 12). What is in flight is bounded
/// (invariant 11).
/// </summary>
internal sealed class BillPipeline(IAccounting ledger, IPriceList prices, Func<IChunkReader> newChunkReader, ChunkOptions chunkOptions, int workers)
{
    /// <summary>Chunks in flight beyond one per worker: one being read, one being posted, two that keep workers busy meanwhile.</summary>
    public const int SpareChunks = 4;

    private readonly ConcurrentBag<ChunkPosting> _postings = [];
    private ExceptionDispatchInfo? _failure;

    /// <summary>
    /// Posts all that is left of a run. Stops between two groups of chunks when cancelled: what was posted stays, and the same command goes on from there.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled, at a clean checkpoint.</exception>
    public void Post(RunRecord run, IReadOnlyList<Input> inputs, IBillProgress progress, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var slots = new SemaphoreSlim(workers + SpareChunks);
        using var toCount = new BlockingCollection<WorkItem>();
        using var toPost = new BlockingCollection<WorkItem>();
        var groups = new CountedGroups(toPost, chunksMax: (workers + SpareChunks) / 2);
        var threads = new List<Thread> { Start("reader", () => ReadInputs(run, inputs, slots, toCount, toPost, stop.Token), stop) };
        for (var i = 0; i < workers; i++) threads.Add(Start($"worker {i + 1}", () => CountChunks(toCount, stop.Token), stop));
        try
        {
            while (groups.Next(stop.Token) is { Count: > 0 } group)
            {
                PostGroup(run.Run, group, progress);
                foreach (var item in group) Release(item);
                slots.Release(group.Count);
            }
        }
        catch (OperationCanceledException) when (_failure is not null)
        {
            // A thread failed and stopped the others: its own exception says why.
        }
        finally
        {
            stop.Cancel();
            foreach (var thread in threads) thread.Join();
            groups.DisposeAll();
        }
        _failure?.Throw();
    }

    private void PostGroup(string run, IReadOnlyList<WorkItem> group, IBillProgress progress)
    {
        var receipts = ledger.PostChunks(run, [.. group.Select(item => item.Posting)], prices);
        for (var i = 0; i < group.Count; i++) progress.Posted(group[i].Chunk.InputOrdinal, group[i].StoredBytesRead, receipts[i]);
    }

    private void Release(WorkItem item)
    {
        item.Posting.Clear();
        _postings.Add(item.Posting);
        item.Dispose();
    }

    private void ReadInputs(
        RunRecord run, IReadOnlyList<Input> inputs, SemaphoreSlim slots, BlockingCollection<WorkItem> toCount, BlockingCollection<WorkItem> toPost,
        CancellationToken stop)
    {
        try
        {
            foreach (var record in run.Inputs)
            {
                if (record.Done || record.Skipped) continue;
                using var source = new ChunkSource(inputs[record.Ordinal], record.Ordinal, record.Next, chunkOptions);
                while (NextChunk(source, slots, stop) is { } chunk)
                {
                    var posting = _postings.TryTake(out var spare) ? spare : new ChunkPosting();
                    var item = new WorkItem(chunk, record.Input.Uri, posting, source.CompressedBytesRead);
                    toPost.Add(item, CancellationToken.None);
                    toCount.Add(item, stop);
                }
            }
        }
        finally
        {
            toCount.CompleteAdding();
            toPost.CompleteAdding();
        }
    }

    private static Chunk? NextChunk(ChunkSource source, SemaphoreSlim slots, CancellationToken stop)
    {
        slots.Wait(stop);
        if (source.Next(stop) is { } chunk) return chunk;
        slots.Release();
        return null;
    }

    private void CountChunks(BlockingCollection<WorkItem> toCount, CancellationToken stop)
    {
        var reader = newChunkReader();
        foreach (var item in toCount.GetConsumingEnumerable(stop))
        {
            reader.Read(item.Chunk, item.Uri, item.Posting, stop);
            item.Counted.Set();
        }
    }

    private Thread Start(string name, Action body, CancellationTokenSource stop)
    {
        var thread = new Thread(() =>
        {
            try
            {
                body();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Asked to stop.
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
                stop.Cancel();
            }
        })
        { Name = $"bill {name}", IsBackground = true };
        thread.Start();
        return thread;
    }
}
