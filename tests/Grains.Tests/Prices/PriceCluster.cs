using Accounting.Core.Ledger;
using Accounting.Grains.Interfaces.Prices;
using Accounting.Grains.Prices;
using Accounting.Grains.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;

namespace Accounting.Grains.Tests.Prices;

/// <summary>Two silos over one store of cost maps. They poll so rarely that what they know, they know from hints.</summary>
public sealed class PriceCluster : IAsyncLifetime
{
    private InProcessTestCluster? _cluster;

    public ICostRegistryGrain Registry => _cluster!.Client.GetGrain<ICostRegistryGrain>(ICostRegistryGrain.Key);

    public IReadOnlyList<CostMapSnapshot> Snapshots => [.. _cluster!.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<CostMapSnapshot>())];

    internal FlakyMapStore Store { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(2) { Options = { ConfigureFileLogging = false } };
        builder.ConfigureHost(host => host.Logging.SetMinimumLevel(LogLevel.Error));
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<IPriceMapStore>(Store);
            silo.Services.AddAccountingPrices(options => options.PollPeriod = PriceOptions.PollPeriodMax);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null) await new ClusterEnd(_cluster).DisposeAsync();
    }

    /// <summary>Ends the registry's activation, with all that it remembers.</summary>
    public Task ForgetAnswers() => _cluster!.Client.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
}
