using System.Diagnostics.Metrics;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.Grains.Tokenizing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Accounting.Grains.Tests.Tokenizing;

public sealed class CountingWarmUpTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Theory]
    [InlineData(true, 2, 0)]
    [InlineData(false, 0, 2)] // Nothing reported, and nothing may be counted.
    public void WarmUp_ItsOwnCalls_AreCountedAsTheSiloIsSet(bool countTokens, int calls, int rejected)
    {
        var metrics = new CountingMetrics(_services.GetRequiredService<IMeterFactory>());
        var counter = new ChunkCounter(Options.Create(new TokenizerOptions { CountTokens = countTokens }), metrics, TimeProvider.System);
        var posting = new ChunkPosting();
        counter.WarmUp(CountingWarmUp.Request).CopyTo(posting);
        Assert.Equal((2L, calls, rejected), (posting.Read, posting.Calls.Count, posting.Rejected.Count));
        Assert.All(posting.Keys, key => Assert.Equal(UsageSource.Counted, key.Source));
        Assert.Equal(2 * calls, posting.Quantities.Count(quantity => quantity.Amount > 5));
    }
}
