using System.Net;
using System.Net.Sockets;
using Orleans.Messaging;

namespace Accounting.BatchClient.Cluster;

/// <summary>
/// Tells Orleans where the gateways are: all addresses of the names that were given. Asked again from time to time, so that a silo which came back under another address
/// is found, as behind a headless service of Kubernetes.
/// </summary>
internal sealed class NamedGateways(ClusterAddress address) : IGatewayListProvider
{
    /// <summary>How often names are looked up again, and a gateway that failed is tried again: within the restart of a silo.</summary>
    public static readonly TimeSpan RefreshPeriod = TimeSpan.FromSeconds(2);

    public TimeSpan MaxStaleness => RefreshPeriod;

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    /// <exception cref="SocketException">No name is known.</exception>
    public async Task<IList<Uri>> GetGateways()
    {
        var found = new List<Uri>();
        SocketException? failure = null;
        foreach (var gateway in address.Gateways)
        {
            try
            {
                foreach (var host in await Dns.GetHostAddressesAsync(gateway.Host)) found.Add(new IPEndPoint(host, gateway.Port).ToGatewayUri());
            }
            catch (SocketException exception)
            {
                failure = exception;
            }
        }
        return found.Count > 0 ? [.. found.Distinct()] : throw failure ?? new SocketException((int)SocketError.HostNotFound);
    }
}
