using System.Net;

namespace Accounting.Silo.Configuration;

/// <summary>Where the silo can be reached.</summary>
internal sealed record EndpointSettings
{
    /// <summary>The port for other silos. Default: 11111.</summary>
    public required int SiloPort { get; init; }

    /// <summary>The port for clients. Default: 30000.</summary>
    public required int GatewayPort { get; init; }

    /// <summary>The port of <c>/healthz</c> and <c>/readyz</c>, plain HTTP on all addresses. Default: 8080.</summary>
    public required int HealthPort { get; init; }

    /// <summary>
    /// The address that other silos and clients connect to. Null: with a ledger in a file 127.0.0.1, which nobody else can reach; with
    /// PostgreSQL the first address of this machine that is not a loopback.
    /// </summary>
    public required IPAddress? AdvertisedAddress { get; init; }

    public static EndpointSettings Read(SettingsReader reader)
    {
        var endpoints = new EndpointSettings
        {
            SiloPort = reader.Port("Endpoints:SiloPort", 11111),
            GatewayPort = reader.Port("Endpoints:GatewayPort", 30000),
            HealthPort = reader.Port("Endpoints:HealthPort", 8080),
            AdvertisedAddress = reader.Address("Endpoints:AdvertisedAddress", "127.0.0.1 or the machine's"),
        };
        if (new[] { endpoints.SiloPort, endpoints.GatewayPort, endpoints.HealthPort }.Distinct().Count() < 3)
        {
            reader.Report($"{SettingsReader.Root}:Endpoints:SiloPort, GatewayPort and HealthPort are {endpoints.SiloPort}, "
                + $"{endpoints.GatewayPort} and {endpoints.HealthPort}; expected are three different ports.");
        }
        return endpoints;
    }
}
