using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Silo.Configuration;
using Accounting.Storage;

namespace Accounting.Silo.Hosting;

/// <summary>The ledger that the silo's grains share.</summary>
internal static class LedgerServices
{
    public static void AddLedger(this IServiceCollection services, LedgerSettings ledger)
    {
        services.AddSingleton(provider => Open(ledger, LedgerAccess.Create, provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<LedgerOpening>();
    }

    /// <exception cref="LedgerException">There is none, or it cannot be used.</exception>
    public static IAccounting Open(LedgerSettings ledger, LedgerAccess access, TimeProvider time) => SqliteAccounting.Open(ledger.Address, access, time);

    /// <summary>Opens the ledger before anything else starts, so that a silo without one says so and does not join.</summary>
    private sealed class LedgerOpening(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            _ = services.GetRequiredService<IAccounting>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
