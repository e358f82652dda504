using Accounting.Silo.Configuration;

namespace Accounting.Silo.Hosting;

/// <summary>Says in the log that everything before it has started, and where.</summary>
internal sealed partial class ReadyAnnouncement(SiloSettings settings, ILocalSiloDetails silo, ILogger<ReadyAnnouncement> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogStarted(settings.Cluster.ClusterId, silo.SiloAddress.Endpoint, settings.Endpoints.GatewayPort, settings.Endpoints.HealthPort);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        LogStopping(settings.Stop.Timeout);
        return Task.CompletedTask;
    }

    [LoggerMessage(1, LogLevel.Information, "Silo started: cluster {Cluster}, silo {Silo}, clients at port {GatewayPort}, health at port {HealthPort}.")]
    private partial void LogStarted(string cluster, System.Net.IPEndPoint silo, int gatewayPort, int healthPort);

    [LoggerMessage(2, LogLevel.Information, "Silo stops: no new work; what is under way has {Timeout} to be stored.")]
    private partial void LogStopping(TimeSpan timeout);
}
