using Accounting.BatchClient.Terminal;
using Accounting.Core.Ledger;
using Accounting.Storage;

namespace Accounting.BatchClient.CommandLine;

/// <summary>Opens the ledger that a command names. Replaced in tests.</summary>
internal class LedgerOpener
{
    /// <summary>For questions. Says clearly where there is none.</summary>
    public virtual IAccounting OpenToRead(string? name, CommandContext context) => Open(name, LedgerAccess.ReadOnly, context);

    /// <summary>For changes to a ledger that exists.</summary>
    public virtual IAccounting OpenToWrite(string? name, CommandContext context) => Open(name, LedgerAccess.ReadWrite, context);

    /// <summary>The ledger's file itself, for commands that also keep prices in it.</summary>
    public static SqliteAccounting Open(string? name, LedgerAccess access, CommandContext context) =>
        SqliteAccounting.Open(context.PathOf(name ?? SharedOptions.DefaultLedger), access, context.Time);
}
