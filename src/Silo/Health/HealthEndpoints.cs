using System.Text.Json;
using Accounting.Silo.Configuration;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Accounting.Silo.Health;

/// <summary><c>/healthz</c>: the process is alive. <c>/readyz</c>: it can take work; a failing check is named in the answer.</summary>
internal static class HealthEndpoints
{
    private const string Ready = "ready";

    public static void AddSiloHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<StoppingCheck>("running", tags: [Ready])
        .AddCheck<JoinedCheck>("joined", tags: [Ready])
        .AddCheck<LedgerCheck>("ledger", tags: [Ready])
        .AddCheck<PricesCheck>("prices", tags: [Ready]);

    public static void Configure(IWebHostBuilder web) => web
        .UseKestrelCore()
        .ConfigureKestrel(kestrel => kestrel.ListenAnyIP(kestrel.ApplicationServices.GetRequiredService<SiloSettings>().Endpoints.HealthPort))
        .Configure(app => app
            .UseHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync })
            .UseHealthChecks("/readyz", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = WriteAsync }));

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var checks = report.Entries.ToDictionary(check => check.Key, check => check.Value.Description ?? check.Value.Status.ToString());
        return context.Response.WriteAsJsonAsync(new { status = report.Status.ToString(), checks }, JsonSerializerOptions.Web, context.RequestAborted);
    }
}
