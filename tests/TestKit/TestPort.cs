using System.Net;
using System.Net.Sockets;

namespace Accounting.TestKit;

/// <summary>Ports for servers of tests.</summary>
public static class TestPort
{
    /// <summary>A port of this machine that nobody listens on just now.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
