using Microsoft.Extensions.Options;

namespace Accounting.Grains.Tokenizing;

/// <summary>
/// Bounds what a silo counts at once, and what waits for it: a stateless worker's own limit holds for each key, and clients use many.
/// Beyond the bounds a chunk is refused at once, so that neither memory nor the time until an answer grows with the number of clients. One
/// per silo; thread-safe.
/// </summary>
internal sealed class CountingPool(IOptions<TokenizerOptions> options, CountingMetrics metrics) : IDisposable
{
    private readonly TokenizerOptions _options = options.Value;
    private readonly SemaphoreSlim _turns = new(options.Value.ConcurrencyMax);
    private readonly SemaphoreSlim _threads = new(options.Value.OffloadThreads);
    private readonly Lock _lock = new();
    private int _admitted;
    private long _heldBytes;

    /// <summary>Does the work when its turn comes; null, at once, where there is no room.</summary>
    /// <param name="bytes">What the work holds in memory.</param>
    /// <param name="work">Work for a processor, without waiting. May be done on another thread.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<T?> TryRun<T>(int bytes, Func<T> work, CancellationToken cancellationToken) where T : class
    {
        if (!TryEnter(bytes))
        {
            metrics.Refused();
            return null;
        }
        try
        {
            await WaitForTurn(cancellationToken);
            try
            {
                // Inline where the threads are all in use: a turn that takes long is better than another queue.
                return bytes >= _options.OffloadThresholdBytes && _threads.Wait(0, CancellationToken.None) ? await RunOnThread(work) : work();
            }
            finally
            {
                _turns.Release();
            }
        }
        finally
        {
            Leave(bytes);
        }
    }

    public void Dispose()
    {
        _turns.Dispose();
        _threads.Dispose();
    }

    // A chunk that is larger than all that may be held is taken where nothing else is: it could never be counted otherwise.
    private bool TryEnter(int bytes)
    {
        lock (_lock)
        {
            if (_admitted >= _options.ConcurrencyMax + _options.WaitingMax) return false;
            if (_admitted > 0 && _heldBytes + bytes > _options.HeldBytesMax) return false;
            _admitted++;
            _heldBytes += bytes;
        }
        metrics.Hold(bytes);
        return true;
    }

    private void Leave(int bytes)
    {
        lock (_lock)
        {
            _admitted--;
            _heldBytes -= bytes;
        }
        metrics.Hold(-bytes);
    }

    private async Task WaitForTurn(CancellationToken cancellationToken)
    {
        metrics.Wait(1);
        try
        {
            await _turns.WaitAsync(cancellationToken);
        }
        finally
        {
            metrics.Wait(-1);
        }
    }

    // A thread of its own costs 0.1 ms, and cannot keep the silo's threads from answering messages and probes.
    private async Task<T> RunOnThread<T>(Func<T> work)
    {
        try
        {
            return await Task.Factory.StartNew(
                work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
        }
        finally
        {
            _threads.Release();
        }
    }
}
