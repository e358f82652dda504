using System.Collections.Concurrent;

namespace Accounting.Grains.Posting;

/// <summary>
/// A fixed number of threads for calls that block, with a bounded queue before them: the threads of grains never wait for a database. What
/// was taken is done, also while it stops.
/// </summary>
internal sealed class WorkThreads : IAsyncDisposable
{
    private readonly BlockingCollection<Action> _queue;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;

    public WorkThreads(string name, int threads, int queuedMax)
    {
        _queue = new(queuedMax);
        _running = threads;
        for (var index = 1; index <= threads; index++) new Thread(Work) { Name = $"{name} {index}", IsBackground = true }.Start();
    }

    /// <summary>How many wait.</summary>
    public int Queued => _queue.Count;

    /// <summary>Does work on one of the threads; null where too many wait, or it was stopped.</summary>
    public Task<T>? TryRun<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        return TryAdd(() => Complete(done, work)) ? done.Task : null;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        await _stopped.Task;
    }

    private bool TryAdd(Action work)
    {
        try
        {
            return _queue.TryAdd(work);
        }
        catch (InvalidOperationException)
        {
            return false; // Stopped.
        }
    }

    private static void Complete<T>(TaskCompletionSource<T> done, Func<T> work)
    {
        try
        {
            done.SetResult(work());
        }
        catch (Exception exception)
        {
            done.SetException(exception);
        }
    }

    private void Work()
    {
        foreach (var work in _queue.GetConsumingEnumerable()) work();
        if (Interlocked.Decrement(ref _running) == 0) _stopped.SetResult();
    }
}
