using Accounting.Core.Ledger;
using Accounting.Grains.Interfaces.Counting;
using Accounting.Grains.Tokenizing;
using Accounting.Grains.Tests.Support;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;

namespace Accounting.Grains.Tests.Tokenizing;

/// <summary>Two silos that count, with little room each.</summary>
public class TokenizerCluster : IAsyncLifetime
{
    /// <summary>Chunks that one silo counts or lets wait.</summary>
    public const int AdmittedMax = Concurrency + Waiting;

    private const int Concurrency = 2, Waiting = 2;

    private InProcessTestCluster? _cluster;

    public InProcessTestCluster Cluster => _cluster!;

    protected virtual short Silos => 2;

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(Silos) { Options = { ConfigureFileLogging = false } };
        builder.ConfigureHost(host => host.Logging.SetMinimumLevel(LogLevel.Error));
        builder.ConfigureSilo((_, silo) => silo.Services.AddAccountingTokenizing(options =>
        {
            options.ConcurrencyMax = Concurrency;
            options.WaitingMax = Waiting;
            options.BusyPause = TimeSpan.FromMilliseconds(5);
            options.OffloadThresholdBytes = 20_000;
            options.OffloadThreads = 1;
        }));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null) await new ClusterEnd(_cluster).DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Sends a chunk until it is taken.</summary>
    /// <param name="request">The chunk.</param>
    /// <param name="key">The grain's key.</param>
    /// <param name="refusals">How often it was refused before.</param>
    public async Task<ChunkPosting> Count(CountRequest request, long key, Action? refused = null)
    {
        while (true)
        {
            var answer = await Cluster.Client.GetGrain<ITokenizerGrain>(key).Count(request, TestContext.Current.CancellationToken);
            if (answer.Chunk is { } chunk)
            {
                var posting = new ChunkPosting();
                chunk.CopyTo(posting);
                return posting;
            }
            refused?.Invoke();
            await Task.Delay(answer.Pause, TestContext.Current.CancellationToken);
        }
    }
}
