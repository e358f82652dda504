using Accounting.Core.Ledger;
using Accounting.Grains.Posting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace Accounting.Grains.Tests.Support;

/// <summary>Two silos in this process over one ledger. Shared by the tests of a collection, so each takes names of its own.</summary>
public sealed class TestCluster : IAsyncLifetime
{
    /// <summary>Few, so that tests post parts of both kinds: by their spend grains and by the run's own silo.</summary>
    private const int CallsForASpendGrain = 4;

    private InProcessTestCluster? _cluster;
    private int _names;

    internal FakePartLedger Ledger { get; } = new();

    internal InProcessTestCluster Cluster => _cluster!;

    internal IGrainFactory Grains => Cluster.Client;

    public async ValueTask InitializeAsync()
    {
        _cluster = Start(2, () => Ledger);
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null) await new ClusterEnd(_cluster).DisposeAsync();
    }

    /// <summary>A name that no other test has.</summary>
    internal string NewName(string name) => $"{name}{Interlocked.Increment(ref _names)}";

    internal static InProcessTestCluster Start(short silos, Func<IAccounting> ledger, PostingOptions? options = null)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureHost(host => host.Logging.SetMinimumLevel(LogLevel.Critical));
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Configure<ClusterMembershipOptions>(membership => (membership.ProbeTimeout, membership.NumMissedProbesLimit) = (TimeSpan.FromSeconds(1), 2));
            silo.Services.AddAccountingPosting(_ => ledger(), _ => TestPrices.For, options ?? new() { SpendGrainCallsMin = CallsForASpendGrain });
        });
        return builder.Build();
    }
}

[CollectionDefinition(Name)]
public sealed class SharedCluster : ICollectionFixture<TestCluster>
{
    public const string Name = "cluster";
}
