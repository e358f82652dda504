using Accounting.BatchClient.CommandLine;

namespace Accounting.BatchClient.Cluster;

/// <summary>What a cluster calls itself; both ends of a connection must agree (<c>Silo:Cluster</c> of its silos).</summary>
internal sealed record ClusterNames(string ClusterId, string ServiceId)
{
    public const string ClusterIdSetting = "cluster-id";
    public const string ServiceIdSetting = "service-id";

    private const string Default = "accounting";

    public static ClusterNames Of(Settings settings) => new(settings.Text(ClusterIdSetting) ?? Default, settings.Text(ServiceIdSetting) ?? Default);
}
