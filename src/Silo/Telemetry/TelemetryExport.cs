using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Accounting.Silo.Telemetry;

/// <summary>
/// Sends metrics and traces over OTLP where an endpoint is set (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> or one of its variants for metrics and
/// traces); the other <c>OTEL_*</c> variables work as everywhere. Started first, so that it stops last and sends what was measured while stopping.
/// </summary>
internal sealed class TelemetryExport : IHostedService, IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string MetricsEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";
    private const string TracesEndpoint = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

    private MeterProvider? _metrics;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (IsSet(Endpoint) || IsSet(MetricsEndpoint))
        {
            _metrics = Sdk.CreateMeterProviderBuilder().ConfigureResource(Name)
                .AddMeter("Accounting.*", "Microsoft.Orleans", "System.Runtime", "Npgsql").AddOtlpExporter().Build();
        }
        if (IsSet(Endpoint) || IsSet(TracesEndpoint))
        {
            _traces = Sdk.CreateTracerProviderBuilder().ConfigureResource(Name)
                .AddSource("Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application", "Npgsql").AddOtlpExporter().Build();
        }
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _metrics?.Dispose();
        _traces?.Dispose();
    }

    // The exporter itself reads the environment and nothing else.
    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));

    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES, read after this, win.
    private static void Name(ResourceBuilder resource) => resource.AddService("accounting-silo").AddEnvironmentVariableDetector();
}
