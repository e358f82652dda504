namespace Accounting.BatchClient.Hub;

/// <summary>Cancels what makes no progress: each <see cref="Restart"/> gives it the whole time again.</summary>
internal sealed class Stall : IDisposable
{
    private readonly TimeSpan _max;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;

    public Stall(TimeSpan max, TimeProvider time, CancellationToken cancellationToken)
    {
        _max = max;
        _timer = new(max, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, cancellationToken);
    }

    public CancellationToken Token => _either.Token;

    public void Restart() => _timer.CancelAfter(_max);

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }
}
