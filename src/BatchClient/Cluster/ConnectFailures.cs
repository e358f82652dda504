using System.Net.Sockets;
using Accounting.BatchClient.CommandLine;

namespace Accounting.BatchClient.Cluster;

/// <summary>What to tell a user whose cluster cannot be reached.</summary>
internal static class ConnectFailures
{
    public static UserException Of(ClusterAddress address, ClusterNames names, TimeSpan waited, Exception failure)
    {
        var seconds = (int)waited.TotalSeconds;
        var all = Chain(failure).ToList();
        if (all.Exists(inner => inner.Message.Contains("cluster id", StringComparison.OrdinalIgnoreCase)))
            return new(
                $"The silo at {address} belongs to another cluster than '{names.ClusterId}'. "
                + "Give its Silo:Cluster:ClusterId as ACCOUNTING_CLUSTER_ID, or the address of another silo.", failure);
        if (all.OfType<SocketException>().FirstOrDefault() is { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain })
            return new($"No host of the cluster {address} is known by that name. Correct --cluster (or ACCOUNTING_CLUSTER).", failure);
        return new(
            $"No silo of the cluster answered at {address} within {seconds} s ({all[^1].Message.Split('\n', 2)[0].TrimEnd()}). "
            + $"Expected the gateway port of a running silo (30000 unless it is set) of the cluster '{names.ClusterId}'. "
            + "Check the address, the silo's log and its cluster id (ACCOUNTING_CLUSTER_ID).",
            failure);
    }

    private static IEnumerable<Exception> Chain(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException) yield return failure;
    }
}
