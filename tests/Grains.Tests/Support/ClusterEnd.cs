using Orleans.TestingHost;

namespace Accounting.Grains.Tests.Support;

/// <summary>
/// Ends a cluster, with a bound: Orleans 10.4.2 was seen to wait for ever for a silo that was killed while it was busy. Nothing that a test asserts depends on how a
/// cluster ends, so one that does not is left behind.
/// </summary>
internal sealed class ClusterEnd(InProcessTestCluster cluster) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await cluster.DisposeAsync().AsTask().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            TestContext.Current.SendDiagnosticMessage("A cluster did not end within {0}.", Patience);
        }
    }
}
