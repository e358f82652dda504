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
    /// <summary>Chunks in flight beyond one per worker: one being read, one being posted.</summary>
    public const int SpareChunks = 2;

    private readonly ConcurrentBag<ChunkPosting> _postings = [];
    private ExceptionDispatchInfo? _failure;

    /// <summary>
    /// Posts all that is left of a run. Stops between two chunks when cancelled: what was posted stays, and the same command goes on from there.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled, at a clean checkpoint.</exception>
    public void Post(RunRecord run, IReadOnlyList<Input> inputs, IBillProgress progress, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var toCount = new BlockingCollection<WorkItem>();
        using var toPost = new BlockingCollection<WorkItem>(workers + SpareChunks);
        var threads = new List<Thread> { Start("reader", () => ReadInputs(run, inputs, toCount, toPost, stop.Token), stop) };
        for (var i = 0; i < workers; i++) threads.Add(Start($"worker {i + 1}", () => CountChunks(toCount, stop.Token), stop));
        try
        {
            foreach (var item in toPost.GetConsumingEnumerable(stop.Token))
                using (item)
                {
                    item.Counted.Wait(stop.Token);
                    var receipt = ledger.PostChunk(run.Run, item.Posting, prices);
                    progress.Posted(item.Chunk.InputOrdinal, item.StoredBytesRead, receipt);
                    item.Posting.Clear();
                    _postings.Add(item.Posting);
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
            while (toPost.TryTake(out var item)) item.Dispose();
        }
        _failure?.Throw();
    }

    private void ReadInputs(
        RunRecord run, IReadOnlyList<Input> inputs, BlockingCollection<WorkItem> toCount, BlockingCollection<WorkItem> toPost, CancellationToken stop)
    {
        try
        {
            foreach (var record in run.Inputs)
            {
                if (record.Done || record.Skipped) continue;
                var input = inputs[record.Ordinal];
                using var source = new ChunkSource(input, record.Ordinal, record.Next, chunkOptions);
                while (source.Next(stop) is { } chunk)
                {
                    var posting = _postings.TryTake(out var spare) ? spare : new ChunkPosting();
                    var item = new WorkItem(chunk, record.Input.Uri, posting, source.CompressedBytesRead);
                    toPost.Add(item, stop);
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
