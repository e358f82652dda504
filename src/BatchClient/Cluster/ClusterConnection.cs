using Accounting.BatchClient.CommandLine;
using Accounting.Grains.Interfaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Messaging;

namespace Accounting.BatchClient.Cluster;

/// <summary>The process's connection to a cluster.</summary>
internal sealed class ClusterConnection : IDisposable
{
    /// <summary>How long a first answer is waited for: a silo that is just starting is met, a wrong address is told soon.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Between two attempts to connect.</summary>
    private static readonly TimeSpan ConnectPause = TimeSpan.FromMilliseconds(500);

    /// <summary>Nothing is under way any more when a connection is closed: what does not end at once is left behind.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly ServiceProvider _services;
    private readonly IReadOnlyList<IHostedService> _hosted;

    private ClusterConnection(ServiceProvider services, GatewayWatch gateways) =>
        (_services, _hosted, Gateways) = (services, [.. services.GetServices<IHostedService>()], gateways);

    public GatewayWatch Gateways { get; }

    public IGrainFactory Grains => _services.GetRequiredService<IClusterClient>();

    /// <exception cref="UserException">No silo of that cluster answers.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ClusterConnection Open(ClusterAddress address, ClusterNames names, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(timeout);
        Exception? last = null;
        var (services, gateways) = (new ServiceCollection(), new GatewayWatch());
        services.AddLogging();
        services.AddOrleansClient(client => Configure(client, address, names).AddGatewayCountChangedHandler(gateways.CountChanged).UseConnectionRetryFilter(async (failure, _) =>
        {
            last = failure;
            await Task.Delay(ConnectPause, patience.Token);
            return true;
        }));
        var connection = new ClusterConnection(services.BuildServiceProvider(), gateways);
        try
        {
            connection.StartAsync(patience.Token).GetAwaiter().GetResult();
            return connection;
        }
        catch (Exception failure)
        {
            connection.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw ConnectFailures.Of(address, names, timeout, failure is OperationCanceledException ? last ?? failure : failure);
        }
    }

    public void Dispose()
    {
        using var patience = new CancellationTokenSource(CloseTimeout);
        try
        {
            StopAsync(patience.Token).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is OperationCanceledException or OrleansException or ObjectDisposedException or InvalidOperationException)
        {
            // It was not open, or its other end is gone.
        }
        _services.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Gateways.Dispose();
    }

    private static IClientBuilder Configure(IClientBuilder client, ClusterAddress address, ClusterNames names)
    {
        client.Services.AddSingleton<IGatewayListProvider>(new NamedGateways(address));
        return client
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (names.ClusterId, names.ServiceId))
            .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = NamedGateways.RefreshPeriod)
            .Configure<ClientMessagingOptions>(options =>
            {
                options.MaxMessageBodySize = MessageLimits.MessageBytesMax;
                // Nobody waits for the answer any more: what is sent again must not be done beside it.
                options.CancelRequestOnTimeout = true;
            });
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var service in _hosted) await service.StartAsync(cancellationToken);
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var service in _hosted.Reverse()) await service.StopAsync(cancellationToken);
    }
}
