using Accounting.Storage.Postgres;

namespace Accounting.Silo.Configuration;

/// <summary>Where the ledger is, and with it what kind of cluster this is.</summary>
internal sealed record LedgerSettings
{
    /// <summary>
    /// A file, or <c>postgres://USER@HOST:PORT/DATABASE</c>. A file is for one silo, and is made where there is none. A server is for any number
    /// of silos; it keeps their membership too, and its tables are made by <c>accounting-silo init-db</c>. Default: <c>accounting.db</c> in the
    /// working folder.
    /// </summary>
    public required string Address { get; init; }

    /// <summary>Whether the ledger is on a server, so that the silo may have others beside it.</summary>
    public bool IsServer => PostgresAddress.IsOne(Address);

    public static LedgerSettings Read(SettingsReader reader)
    {
        var ledger = new LedgerSettings { Address = reader.Text("Ledger:Address", "accounting.db") };
        if (ledger.IsServer)
        {
            if (!PostgresAddress.TryParse(ledger.Address, out _, out var problem)) reader.Report($"{SettingsReader.Root}:Ledger:Address: {problem}");
        }
        else if (ledger.Address.IndexOf("://", StringComparison.Ordinal) is var end and >= 0) // What follows may hold a password.
        {
            reader.Report($"{SettingsReader.Root}:Ledger:Address begins with '{ledger.Address[..end]}://'; expected is the path of a file or "
                + "postgres://USER@HOST:PORT/DATABASE.");
        }
        return ledger;
    }
}
