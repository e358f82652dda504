using System.Net;
using System.Net.Sockets;
using Accounting.Grains;
using Accounting.Grains.Interfaces;
using Accounting.Grains.Prices;
using Accounting.Grains.Tokenizing;
using Accounting.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Accounting.BatchClient.Tests.Cluster;

/// <summary>A silo in this process, with a ledger in a file and real sockets, so that commands reach it as they reach any other. It can be stopped, or end abruptly, and be started again.</summary>
internal sealed class TestSilo(string ledger, TestSiloOptions options) : IAsyncDisposable
{
    private readonly int _siloPort = FreePort();
    private readonly int _gatewayPort = FreePort();
    private IHost? _host;

    public string Address => $"127.0.0.1:{_gatewayPort}";

    /// <summary>Goes around every grain call of clients and grains.</summary>
    public Func<IIncomingGrainCallContext, Task> Filter { get; set; } = static call => call.Invoke();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(_siloPort, _gatewayPort, serviceId: "accounting", clusterId: options.ClusterId)
            .Configure<SiloMessagingOptions>(messaging => messaging.MaxMessageBodySize = MessageLimits.MessageBytesMax)
            .AddIncomingGrainCallFilter(call => Filter(call)));
        builder.Services.AddAccountingPosting(
            _ => SqliteAccounting.Open(ledger, LedgerAccess.Create, TimeProvider.System),
            provider => provider.GetRequiredService<CostMapSnapshot>().For,
            new());
        builder.Services.AddAccountingTokenizing(options.Tokenizing);
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

/// <summary>What a test wants of its silo.</summary>
internal sealed record TestSiloOptions
{
    public string ClusterId { get; init; } = "accounting";
    public Action<TokenizerOptions> Tokenizing { get; init; } = static _ => { };
}
