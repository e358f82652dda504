using Accounting.Core.Ledger;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Accounting.Grains.Prices;

/// <summary>
/// Keeps the silo's newest cost map up: asks the ledger at every period, and at once where a hint says that there is a new version. A hint
/// that is lost, or comes while the ledger cannot be reached, costs the period and nothing else.
/// </summary>
internal sealed partial class CostMapRefresh(
    CostMapSnapshot snapshot, IOptions<PriceOptions> options, TimeProvider time, ILogger<CostMapRefresh> logger) : BackgroundService
{
    private readonly SemaphoreSlim _hint = new(0, 1);

    /// <summary>There is a newer version than this: asks the ledger soon, unless it is known.</summary>
    public void Hint(string digest)
    {
        if (snapshot.Newest.Digest == digest) return;
        try
        {
            _hint.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another hint waits: one question answers both.
        }
    }

    public override void Dispose()
    {
        _hint.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Off this thread: the ledger's answer is waited for.
            await Task.Run(Refresh, stoppingToken);
            await NextTime(stoppingToken);
        }
    }

    private async Task NextTime(CancellationToken stop)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var hint = _hint.WaitAsync(ends.Token);
        var period = Task.Delay(options.Value.PollPeriod, time, ends.Token);
        await Task.WhenAny(hint, period);
        await ends.CancelAsync();
        // A hint that comes just now is taken, and answered by the question that follows.
        await hint.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Refresh()
    {
        try
        {
            if (snapshot.Refresh()) LogNewVersion(snapshot.Newest.Version);
        }
        catch (LedgerException exception)
        {
            LogNotRefreshed(snapshot.Newest.Version, options.Value.PollPeriod, exception);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Cost map {Version} is in use.")]
    private partial void LogNewVersion(string version);

    [LoggerMessage(2, LogLevel.Warning, "The ledger could not be asked for its newest cost map; version {Version} stays in use. Asked again within {Period}.")]
    private partial void LogNotRefreshed(string version, TimeSpan period, Exception exception);
}
