using System.Diagnostics.Metrics;

namespace Accounting.Silo.Telemetry;

/// <summary>What the silo measures of its own work. No label names a tenant, a model or an id: their number has no bound.</summary>
internal sealed class SiloMeters
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Accounting.Silo";
}
