using System.Globalization;
using System.Net;
using System.Text;
using Accounting.TestKit;

namespace Accounting.Silo.Tests.Telemetry;

public class TelemetryExportTests
{
    [Fact]
    public async Task Silo_WithAnEndpoint_SendsItsMeters()
    {
        var token = TestContext.Current.CancellationToken;
        using var collector = new HttpListener();
        var port = TestPort.Free();
        collector.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        collector.Start();
        var sent = ReceiveAsync(collector, "orleans-");
        using var folder = new TemporaryFolder();
        using var silo = SiloProcess.Start(folder.Path, new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
        });
        await silo.WaitReadyAsync(token);
        var metrics = await sent.WaitAsync(TimeSpan.FromSeconds(60), token);
        Assert.Contains("accounting-silo", metrics, StringComparison.Ordinal);
        Assert.Contains("dotnet.gc.", metrics, StringComparison.Ordinal);
        Assert.Equal(0, await silo.StopAsync(token));
    }

    // Answers everything with 200 until metrics with a certain name have come.
    private static async Task<string> ReceiveAsync(HttpListener collector, string name)
    {
        while (true)
        {
            var context = await collector.GetContextAsync();
            using var reader = new StreamReader(context.Request.InputStream, Encoding.Latin1);
            var body = await reader.ReadToEndAsync();
            context.Response.StatusCode = 200;
            context.Response.Close();
            if (context.Request.Url!.AbsolutePath == "/v1/metrics" && body.Contains(name, StringComparison.Ordinal)) return body;
        }
    }
}
