using System.Collections.Concurrent;
using System.Net;
using Accounting.Core.Amounts;
using Accounting.Core.Pricing;
using Accounting.Grains.Interfaces.Prices;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Accounting.Simulation.Tests;

/// <summary>Clients that register prices through the cluster, all at once.</summary>
internal static class PriceClients
{
    public const string ModelPrefix = "simulated-model-";

    /// <summary>Registers one model after the other from each client; answers the version that each registration was told.</summary>
    public static async Task<IReadOnlyCollection<string>> RegisterAsync(ProcessCluster cluster, int clients, int models, CancellationToken cancellationToken)
    {
        using var host = new HostBuilder().UseOrleansClient(client => client
            .UseStaticClustering([.. cluster.Silos.Select(silo => new IPEndPoint(IPAddress.Loopback, silo.GatewayPort))])
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("accounting", "accounting"))).Build();
        await host.StartAsync(cancellationToken);
        var registry = ((IClusterClient)host.Services.GetService(typeof(IClusterClient))!).GetGrain<ICostRegistryGrain>(ICostRegistryGrain.Key);
        var versions = new ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async client =>
        {
            for (var model = client; model < models; model += clients)
            {
                var answer = await registry.RegisterModels(new(Guid.NewGuid(), [OfferMessage.From(Offer(model))]), cancellationToken);
                versions.Add(answer.Map!.Version);
            }
        }));
        await host.StopAsync(cancellationToken);
        return versions;
    }

    private static PriceOffer Offer(int model) => new()
    {
        Provider = "openai",
        Model = $"{ModelPrefix}{model}",
        Prices = new([new("input_cost_per_token", ExactDecimal.Parse("0.000001")), new("output_cost_per_token", ExactDecimal.Parse("0.000002"))]),
        KnownSince = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero),
        Source = "simulation",
    };
}
