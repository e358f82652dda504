using Accounting.Tokenization;

namespace Accounting.LogReading.Calls;

/// <summary>Watches the time of one count after the other. One per thread.</summary>
internal sealed class CountClock
{
    private readonly CountLimits _limits;
    private CancellationToken _cancellation;
    private long _started;

    public CountClock(CountLimits limits)
    {
        if (limits.Timeout <= TimeSpan.Zero)
            throw new ArgumentException($"The time limit of a count is {limits.Timeout}; expected more than 0, or none.", nameof(limits));
        _limits = limits;
        Guard = new(Check);
    }

    /// <summary>For the counters.</summary>
    public CountingGuard Guard { get; }

    /// <summary>A count begins.</summary>
    public void Start(CancellationToken cancellation)
    {
        _cancellation = cancellation;
        if (_limits.Timeout is not null) _started = _limits.Time.GetTimestamp();
    }

    private void Check()
    {
        _cancellation.ThrowIfCancellationRequested();
        if (_limits.Timeout is { } timeout && _limits.Time.GetElapsedTime(_started) > timeout) throw new CountTimeoutException(timeout);
    }
}
