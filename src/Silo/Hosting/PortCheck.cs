using System.Net;
using System.Net.Sockets;
using Accounting.Silo.Configuration;

namespace Accounting.Silo.Hosting;

/// <summary>
/// Refuses ports that another program listens on. Orleans opens its ports so that several processes may share one; a second silo on the same ports would take half of the
/// first one's connections.
/// </summary>
internal sealed class PortCheck(SiloSettings settings) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Require("SiloPort", settings.Endpoints.SiloPort);
        Require("GatewayPort", settings.Endpoints.GatewayPort);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void Require(string name, int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Any, port);
            listener.Start();
        }
        catch (SocketException exception)
        {
            throw new SettingsException([$"{SettingsReader.Root}:Endpoints:{name} is '{port}'; expected is a port that is free on this machine ({exception.Message})."]);
        }
    }
}
