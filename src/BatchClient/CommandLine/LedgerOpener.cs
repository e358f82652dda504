using Accounting.BatchClient.Terminal;
using Accounting.Core.Ledger;

namespace Accounting.BatchClient.CommandLine;

/// <summary>Opens the ledger that a command names. Replaced in tests.</summary>
internal class LedgerOpener
{
    /// <summary>For questions. Says clearly where there is none.</summary>
    public virtual IAccounting OpenToRead(string? name, CommandContext context) => throw new UserException("There is no ledger.");

    /// <summary>For changes to a ledger that exists.</summary>
    public virtual IAccounting OpenToWrite(string? name, CommandContext context) => throw new UserException("There is no ledger.");
}
