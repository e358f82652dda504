using System.Globalization;
using System.Net;
using Accounting.BatchClient.CommandLine;

namespace Accounting.BatchClient.Cluster;

/// <summary>The gateways of a cluster as a person names them: <c>HOST:PORT</c>, several with commas; the port may be left out.</summary>
/// <param name="Gateways">Names or addresses, with ports.</param>
internal sealed record ClusterAddress(IReadOnlyList<DnsEndPoint> Gateways)
{
    /// <summary>The port for clients that a silo has unless it is set.</summary>
    public const int DefaultPort = 30000;

    private const int GatewaysMax = 1_000;

    /// <exception cref="UserException">It names no gateway.</exception>
    public static ClusterAddress Parse(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 0 or > GatewaysMax)
            throw UserException.WrongUsage($"--cluster '{text}' names {parts.Length} gateways; expected HOST:PORT, or up to {GatewaysMax} of them with commas between.");
        return new([.. parts.Select(part => GatewayOf(part) ?? throw UserException.WrongUsage(
            $"--cluster: '{part}' is no gateway of a cluster. Expected HOST:PORT, as in silo-1:{DefaultPort} or 10.0.0.7:{DefaultPort}; a port is 1 to 65535."))]);
    }

    public override string ToString() => string.Join(", ", Gateways.Select(gateway => $"{gateway.Host}:{gateway.Port}"));

    private static DnsEndPoint? GatewayOf(string text)
    {
        // [::1]:30000 has colons in its host.
        var colon = text.LastIndexOf(':') is var last && last > text.LastIndexOf(']') ? last : -1;
        var host = (colon < 0 ? text : text[..colon]).Trim('[', ']');
        var isNumber = int.TryParse(colon < 0 ? "30000" : text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port);
        var isHost = IPAddress.TryParse(host, out _) || Uri.CheckHostName(host) is UriHostNameType.Dns;
        return isNumber && isHost && port is > 0 and <= IPEndPoint.MaxPort ? new(host, port) : null;
    }
}
