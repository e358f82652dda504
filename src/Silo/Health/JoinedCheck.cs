using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Accounting.Silo.Health;

/// <summary>Ready once the silo is an active member of its cluster.</summary>
internal sealed class JoinedCheck(ISiloStatusOracle membership) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        membership.CurrentStatus == SiloStatus.Active
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"The silo is not an active member of its cluster: {membership.CurrentStatus}."));
}
