using Accounting.BatchClient.Cluster;
using Accounting.BatchClient.CommandLine;
using Accounting.TestKit;

namespace Accounting.BatchClient.Tests.Cluster;

/// <summary>What a user is told whose cluster cannot be reached.</summary>
public sealed class ClusterConnectionTests
{
    private static readonly ClusterNames Names = new("accounting", "accounting");

    [Theory]
    [InlineData("127.0.0.1:1", "No silo of the cluster answered at 127.0.0.1:1 within 1 s")]
    [InlineData("no-such-host.invalid", "No host of the cluster no-such-host.invalid:30000 is known by that name.")]
    public async Task Open_NobodyThere_SaysWhereAndWhatWasExpected(string address, string message)
    {
        var refusal = await OpenAsync(address);
        Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_SiloOfAnotherCluster_SaysSo()
    {
        using var folder = new TemporaryFolder();
        await using var silo = new TestSilo(folder["ledger.db"], new() { ClusterId = "staging" });
        await silo.StartAsync(TestContext.Current.CancellationToken);
        Assert.Matches("'accounting'.*ACCOUNTING_CLUSTER_ID", (await OpenAsync(silo.Address)).Message);
    }

    [Fact]
    public async Task Open_Interrupted_EndsAsInterrupted()
    {
        using var interrupt = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Apart(() => ClusterConnection.Open(ClusterAddress.Parse("127.0.0.1:1"), Names, TimeSpan.FromMinutes(1), interrupt.Token)));
    }

    private static Task<UserException> OpenAsync(string address) => Assert.ThrowsAsync<UserException>(() => Apart(() =>
        ClusterConnection.Open(ClusterAddress.Parse(address), Names, TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken)));

    private static Task Apart(Func<ClusterConnection> open) =>
        Task.Factory.StartNew(() => open().Dispose(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
