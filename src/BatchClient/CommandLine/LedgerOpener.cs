using Accounting.BatchClient.Terminal;
using Accounting.Core.Ledger;
using Accounting.Storage;
using Accounting.Storage.Postgres;

namespace Accounting.BatchClient.CommandLine;

/// <summary>Opens the ledger that a command names: a file, or a schema on a PostgreSQL server. Replaced in tests.</summary>
internal class LedgerOpener
{
    /// <summary>For questions. Says clearly where there is none.</summary>
    /// <param name="name">As typed or set; null: the default in the working folder.</param>
    /// <param name="context">Where relative names start.</param>
    public virtual IAccounting OpenToRead(string? name, CommandContext context) => Open(name, LedgerAccess.ReadOnly, context);

    /// <summary>For changes to a ledger that exists.</summary>
    public virtual IAccounting OpenToWrite(string? name, CommandContext context) => Open(name, LedgerAccess.ReadWrite, context);

    /// <summary>Opens what a name means.</summary>
    public static IAccounting Open(string? name, LedgerAccess access, CommandContext context) => IsAddress(name)
        ? PostgresAccounting.Open(AddressOf(name!), access, context.Time)
        : SqliteAccounting.Open(PathOf(name, context), access, context.Time);

    /// <summary>Whether there is a ledger to ask: it may not be made yet.</summary>
    public static bool Exists(string? name, CommandContext context) =>
        IsAddress(name) ? PostgresAccounting.Exists(AddressOf(name!)) : File.Exists(PathOf(name, context));

    /// <summary>Whether a name is the address of a server.</summary>
    public static bool IsAddress(string? name) => name is not null && name.Contains("://", StringComparison.Ordinal);

    /// <exception cref="UserException">The address is wrong.</exception>
    public static PostgresAddress AddressOf(string name) =>
        PostgresAddress.TryParse(name, out var address, out var problem) ? address : throw UserException.WrongUsage(problem);

    /// <summary>A name that means the same from any folder: the file's full path, or the address as it was given.</summary>
    public static string NameOf(string? name, CommandContext context) => IsAddress(name) ? name! : PathOf(name, context);

    /// <summary>A ledger's name as it may be shown: without a password.</summary>
    public static string Shown(string name) => IsAddress(name) ? AddressOf(name).ToString() : name;

    private static string PathOf(string? name, CommandContext context) => context.PathOf(name ?? SharedOptions.DefaultLedger);
}
