using System.Net;
using System.Net.Sockets;
using Accounting.Grains;
using Accounting.Grains.Posting;
using Accounting.Grains.Prices;
using Accounting.Grains.Tokenizing;
using Accounting.Grains.Interfaces;
using Accounting.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Accounting.BatchClient.Tests.Cluster;

/// <summary>A silo in this process, with a ledger in a file and real sockets, so that commands reach it as they reach any other. It can be stopped, or end abruptly, and be started again.</summary>
internal sealed class TestSilo(string ledger) : IAsyncDisposable
{
    private readonly int _siloPort = FreePort();
    private readonly int _gatewayPort = FreePort();
    private IHost? _host;

    public string Address => $"127.0.0.1:{_gatewayPort}";

    public Action<TokenizerOptions> Tokenizing { get; init; } = static _ => { };

    public PostingOptions Posting { get; init; } = new();

    public string ClusterId { get; init; } = "accounting";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(_siloPort, _gatewayPort, serviceId: "accounting", clusterId: ClusterId)
            .Configure<SiloMessagingOptions>(options => options.MaxMessageBodySize = MessageLimits.MessageBytesMax));
        builder.Services.AddAccountingPosting(
            _ => SqliteAccounting.Open(ledger, LedgerAccess.Create, TimeProvider.System),
            provider => provider.GetRequiredService<CostMapSnapshot>().For,
            Posting);
        builder.Services.AddAccountingTokenizing(Tokenizing);
        builder.Services.AddAccountingPrices();
        _host = builder.Build();
        await _host.StartAsync(cancellationToken);
    }

    /// <summary>Ends without handing anything over: what is under way is not answered.</summary>
    public Task KillAsync() => StopAsync(new CancellationToken(canceled: true));

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _host, null) is not { } host) return;
        try
        {
            await host.StopAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // As wanted.
        }
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
