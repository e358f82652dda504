using Accounting.Silo.Configuration;
using Accounting.Storage;
using Accounting.Storage.Postgres;

namespace Accounting.Silo.Hosting;

/// <summary>The command <c>init-db</c>.</summary>
internal static class InitDatabase
{
    public static async Task RunAsync(string[] args, TextWriter output)
    {
        using var host = Host.CreateDefaultBuilder(args).UseContentRoot(AppContext.BaseDirectory).Build();
        var ledger = SiloSettings.Read(host.Services.GetRequiredService<IConfiguration>()).Ledger;
        LedgerServices.Open(ledger, LedgerAccess.Create, TimeProvider.System).Dispose();
        var name = ledger.IsServer ? PostgresAddress.Parse(ledger.Address).ToString() : ledger.Address; // Without its password.
        await output.WriteLineAsync($"The ledger {name} has all its tables.");
    }
}
