namespace Accounting.Silo.Configuration;

/// <summary>Which cluster the silo belongs to.</summary>
internal sealed record ClusterSettings
{
    /// <summary>The cluster that silos and clients of one deployment share. Default: <c>accounting</c>.</summary>
    public required string ClusterId { get; init; }

    /// <summary>The service that outlives deployments; never changed once grains have stored state. Default: <c>accounting</c>.</summary>
    public required string ServiceId { get; init; }

    public static ClusterSettings Read(SettingsReader reader) => new()
    {
        ClusterId = reader.Name("Cluster:ClusterId", "accounting"),
        ServiceId = reader.Name("Cluster:ServiceId", "accounting"),
    };
}
