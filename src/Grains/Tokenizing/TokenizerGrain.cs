using Accounting.Grains.Interfaces.Counting;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace Accounting.Grains.Tokenizing;

/// <summary>Takes a chunk, and counts it when its silo has room (<see cref="CountingPool"/>). Holds nothing.</summary>
[StatelessWorker(WorkersMax)]
internal sealed class TokenizerGrain(CountingPool pool, ChunkCounter counter, IOptions<TokenizerOptions> options) : Grain, ITokenizerGrain
{
    /// <summary>Activations per key and silo: more than chunks are admitted, so that each request is answered at once, if only with a
    /// refusal.</summary>
    internal const int WorkersMax = 1024;

    public async Task<CountAnswer> Count(CountRequest request, CancellationToken cancellationToken)
    {
        var counted = await pool.TryRun(request.Bytes.Length, () => counter.Count(request, cancellationToken), cancellationToken);
        return counted is null ? CountAnswer.Busy(options.Value.BusyPause) : CountAnswer.Of(counted);
    }
}
