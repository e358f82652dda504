namespace Accounting.BatchClient.Http;

/// <summary>Cancels what makes no progress: each <see cref="Restart"/> gives it the whole time again, up to a time for all of it.</summary>
internal sealed class Stall : IDisposable
{
    private readonly TimeSpan _max;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _total;
    private readonly CancellationTokenSource _either;

    public Stall(HttpLimits limits, TimeProvider time, CancellationToken cancellationToken)
    {
        _max = limits.StallMax;
        _timer = new(_max, time);
        _total = new(limits.TotalMax, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, _total.Token, cancellationToken);
    }

    public CancellationToken Token => _either.Token;

    public void Restart() => _timer.CancelAfter(_max);

    public void Dispose()
    {
        _either.Dispose();
        _total.Dispose();
        _timer.Dispose();
    }
}
