using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Accounting.Silo.Health;

/// <summary>Not ready from the moment at which the silo is asked to stop.</summary>
internal sealed class StoppingCheck(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("The silo stops.") : HealthCheckResult.Healthy());
}
