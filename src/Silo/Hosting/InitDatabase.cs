using Accounting.Silo.Configuration;
using Accounting.Storage;

namespace Accounting.Silo.Hosting;

/// <summary>The command <c>init-db</c>.</summary>
internal static class InitDatabase
{
    public static async Task RunAsync(string[] args, TextWriter output)
    {
        using var host = Host.CreateDefaultBuilder(args).UseContentRoot(AppContext.BaseDirectory).Build();
        var ledger = SiloSettings.Read(host.Services.GetRequiredService<IConfiguration>()).Ledger;
        LedgerServices.Open(ledger, LedgerAccess.Create, TimeProvider.System).Dispose();
        await output.WriteLineAsync($"The ledger {ledger.Address} has all its tables.");
    }
}
