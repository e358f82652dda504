using Accounting.Core.Ledger;
using Accounting.Grains;
using Accounting.Grains.Prices;
using Accounting.Silo.Configuration;
using Accounting.Storage;
using Accounting.Storage.Postgres;

namespace Accounting.Silo.Hosting;

/// <summary>The ledger that the silo's grains share.</summary>
internal static class LedgerServices
{
    public static void AddLedger(this IServiceCollection services, SiloSettings settings)
    {
        // A file is made where there is none. Tables on a server are made by init-db: a slip in the address must not make a second ledger there.
        var access = settings.Ledger.IsServer ? LedgerAccess.ReadWrite : LedgerAccess.Create;
        services.AddAccountingPosting(
            provider => Open(settings.Ledger, access, provider.GetRequiredService<TimeProvider>()),
            provider => provider.GetRequiredService<CostMapSnapshot>().For,
            settings.Posting);
        services.AddHostedService<LedgerOpening>();
    }

    /// <exception cref="LedgerException">There is none, or it cannot be used.</exception>
    public static IAccounting Open(LedgerSettings ledger, LedgerAccess access, TimeProvider time)
    {
        if (!ledger.IsServer) return SqliteAccounting.Open(ledger.Address, access, time);
        try
        {
            return PostgresAccounting.Open(PostgresAddress.Parse(ledger.Address), access, time);
        }
        catch (LedgerException exception) when (exception.Fault == LedgerFault.NotFound && access == LedgerAccess.ReadWrite)
        {
            throw new LedgerException(
                LedgerFault.NotFound,
                $"There are no tables of a ledger at {PostgresAddress.Parse(ledger.Address)}. Run `accounting-silo init-db` once, with the same settings.",
                exception);
        }
    }

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
