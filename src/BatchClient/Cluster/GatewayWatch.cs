namespace Accounting.BatchClient.Cluster;

/// <summary>
/// Tells when a connection to a gateway is lost. Orleans' client goes on to wait for the answers that were to come over it, up to the timeout of each call; here they are
/// given up at once, and their calls made again. Thread-safe.
/// </summary>
internal sealed class GatewayWatch : IDisposable
{
    private volatile CancellationTokenSource _lost = new();

    /// <summary>Cancelled when the next connection is lost.</summary>
    public CancellationToken Lost => _lost.Token;

    public void CountChanged(object? sender, GatewayCountChangedEventArgs change)
    {
        if (change.NumberOfConnectedGateways >= change.PreviousNumberOfConnectedGateways) return;
        // Not disposed: attempts may still take its token.
        var lost = Interlocked.Exchange(ref _lost, new());
        _ = lost.CancelAsync();
    }

    public void Dispose() => _lost.Dispose();
}
