using Accounting.Grains.Prices;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Accounting.Silo.Health;

/// <summary>Ready once the newest cost map was read.</summary>
internal sealed class PricesCheck(CostMapSnapshot prices) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        prices.IsLoaded ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The newest cost map is not read yet; the log says why if this lasts."));
}
