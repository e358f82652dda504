using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Accounting.Grains.Prices;

/// <summary>Takes hints for its silo.</summary>
[Reentrant]
internal sealed class PriceHintService(GrainId id, Silo silo, ILoggerFactory loggers, CostMapRefresh refresh) : GrainService(id, silo, loggers), IPriceHintService
{
    public Task Hint(string digest)
    {
        refresh.Hint(digest);
        return Task.CompletedTask;
    }
}
