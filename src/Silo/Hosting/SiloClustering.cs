using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Accounting.Silo.Configuration;
using Accounting.Silo.Membership;
using Orleans.Configuration;

namespace Accounting.Silo.Hosting;

/// <summary>How the silo finds others and is found.</summary>
internal static class SiloClustering
{
    public static void AddClustering(this ISiloBuilder silo, SiloSettings settings)
    {
        silo.Configure<ClusterOptions>(options =>
        {
            options.ClusterId = settings.Cluster.ClusterId;
            options.ServiceId = settings.Cluster.ServiceId;
        });
        var endpoints = settings.Endpoints;
        var address = endpoints.AdvertisedAddress ?? (settings.Ledger.IsServer ? OwnAddress() : IPAddress.Loopback);
        silo.ConfigureEndpoints(address, endpoints.SiloPort, endpoints.GatewayPort, listenOnAnyHostAddress: !IPAddress.IsLoopback(address));
        if (settings.Ledger.IsServer)
        {
            silo.Services.AddSingleton<IMembershipTable, PostgresMembership>();
            silo.Configure<ClusterMembershipOptions>(options => Set(options, settings.Membership));
        }
        else
        {
            silo.UseDevelopmentClustering(new IPEndPoint(address, endpoints.SiloPort));
        }
    }

    private static void Set(ClusterMembershipOptions options, MembershipSettings membership)
    {
        options.ProbeTimeout = membership.ProbeTimeout;
        options.NumMissedProbesLimit = membership.MissedProbes;
        options.NumVotesForDeathDeclaration = membership.DeathVotes;
        options.IAmAliveTablePublishTimeout = membership.AliveInterval;
        options.TableRefreshTimeout = membership.RefreshInterval;
        options.DefunctSiloExpiration = membership.DefunctAfter;
        options.DefunctSiloCleanupPeriod = membership.CleanupInterval;
    }

    private static IPAddress OwnAddress() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up && network.NetworkInterfaceType != NetworkInterfaceType.Loopback)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address)) ?? IPAddress.Loopback;
}
