using Accounting.Core.Ledger;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Accounting.Silo.Health;

/// <summary>Ready while the ledger answers. One question at a time: probes must not pile up behind a database that hangs.</summary>
internal sealed class LedgerCheck(IAccounting ledger, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Task? _question;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Task question;
        lock (_lock) question = _question is { IsCompleted: false } ? _question : _question = Task.Run(Ask, CancellationToken.None);
        try
        {
            await question.WaitAsync(AnswerTimeout, time, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (TimeoutException)
        {
            return HealthCheckResult.Unhealthy($"The ledger has not answered for {AnswerTimeout.TotalSeconds:0} s.");
        }
        catch (LedgerException exception)
        {
            return HealthCheckResult.Unhealthy("The ledger cannot be asked; the log says why.", exception);
        }
    }

    // The cheapest question that goes all the way: a row that is not there.
    private void Ask() => ledger.LoadPriceMap("");
}
