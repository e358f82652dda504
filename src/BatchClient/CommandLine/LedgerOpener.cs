using Accounting.BatchClient.Terminal;
using Accounting.Core.Ledger;
using Accounting.Storage;

namespace Accounting.BatchClient.CommandLine;

/// <summary>Opens the ledger that a command names. Replaced in tests.</summary>
internal class LedgerOpener
{
    /// <summary>For questions. Says clearly where there is none.</summary>
    /// <param name="name">As typed or set; null: the default in the working folder.</param>
    /// <param name="context">Where relative names start.</param>
    public virtual IAccounting OpenToRead(string? name, CommandContext context) => Open(name, LedgerAccess.ReadOnly, context);

    /// <summary>For changes to a ledger that exists.</summary>
    public virtual IAccounting OpenToWrite(string? name, CommandContext context) => Open(name, LedgerAccess.ReadWrite, context);

    /// <summary>Opens what a name means: a file.</summary>
    public static IAccounting Open(string? name, LedgerAccess access, CommandContext context) =>
        SqliteAccounting.Open(PathOf(name, context), access, context.Time);

    /// <summary>Whether there is a ledger to ask: a file may not be there yet.</summary>
    public static bool Exists(string? name, CommandContext context) => File.Exists(PathOf(name, context));

    /// <summary>The file that a ledger's name means.</summary>
    /// <exception cref="UserException">It is the address of a server.</exception>
    public static string PathOf(string? name, CommandContext context)
    {
        name ??= SharedOptions.DefaultLedger;
        return name.Contains("://", StringComparison.Ordinal)
            ? throw UserException.WrongUsage($"The ledger '{name}' is not a file. This version keeps ledgers in files; give the path of one.")
            : context.PathOf(name);
    }
}
