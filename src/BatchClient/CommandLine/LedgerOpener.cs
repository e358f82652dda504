using Accounting.BatchClient.Terminal;
using Accounting.Core.Ledger;
using Accounting.Storage;
using Accounting.Storage.Postgres;

namespace Accounting.BatchClient.CommandLine;

/// <summary>Opens the ledger that a command names: a file, a schema on a PostgreSQL server, or the one of a cluster. Replaced in tests.</summary>
internal partial class LedgerOpener
{
    /// <summary>What stands before the gateways of a cluster where a ledger's name is wanted.</summary>
    public const string ClusterScheme = "cluster://";

    /// <summary>For questions. Says clearly where there is none.</summary>
    /// <param name="name">As typed or set; null: the default in the working folder.</param>
    /// <param name="context">Where relative names start.</param>
    public virtual IAccounting OpenToRead(string? name, CommandContext context) => Open(name, LedgerAccess.ReadOnly, context);

    /// <summary>For changes to a ledger that exists.</summary>
    public virtual IAccounting OpenToWrite(string? name, CommandContext context) => Open(name, LedgerAccess.ReadWrite, context);

    /// <summary>Opens what a name means.</summary>
    public virtual IAccounting Open(string? name, LedgerAccess access, CommandContext context) => name switch
    {
        _ when IsCluster(name) => OpenCluster(name![ClusterScheme.Length..], context),
        _ when IsAddress(name) => PostgresAccounting.Open(AddressOf(name!), access, context.Time),
        _ => SqliteAccounting.Open(PathOf(name, context), access, context.Time),
    };

    /// <summary>Whether there is a ledger to ask: it may not be made yet.</summary>
    public static bool Exists(string? name, CommandContext context) =>
        IsCluster(name) || (IsAddress(name) ? PostgresAccounting.Exists(AddressOf(name!)) : File.Exists(PathOf(name, context)));

    /// <summary>Whether a name means the ledger of a cluster.</summary>
    public static bool IsCluster(string? name) => name is not null && name.StartsWith(ClusterScheme, StringComparison.Ordinal);

    /// <summary>Whether a name is the address of a server or a cluster.</summary>
    public static bool IsAddress(string? name) => name is not null && name.Contains("://", StringComparison.Ordinal);

    /// <exception cref="UserException">The address is wrong.</exception>
    public static PostgresAddress AddressOf(string name) =>
        PostgresAddress.TryParse(name, out var address, out var problem) ? address : throw UserException.WrongUsage(problem);

    /// <summary>A name that means the same from any folder: the file's full path, or the address as it was given.</summary>
    public static string NameOf(string? name, CommandContext context) => IsAddress(name) ? name! : PathOf(name, context);

    /// <summary>A ledger's name as it may be shown: without a password.</summary>
    public static string Shown(string name) =>
        IsCluster(name) ? $"of the cluster {name[ClusterScheme.Length..]}" : IsAddress(name) ? AddressOf(name).ToString() : name;

    private static IAccounting OpenCluster(string gateways, CommandContext context)
    {
        IAccounting? ledger = null;
        Connect(gateways, context, ref ledger);
        return ledger ?? throw UserException.WrongUsage(
            "--cluster: this build of the program cannot reach clusters, since Microsoft's Orleans packages were not on the package feed that it was built from. "
            + "Build it where they are (README: Many machines), or give the cluster's own ledger: --ledger postgres://…");
    }

    // Written in the folder Cluster, where Orleans is known; left out with it.
    static partial void Connect(string gateways, CommandContext context, ref IAccounting? ledger);

    private static string PathOf(string? name, CommandContext context) => context.PathOf(name ?? SharedOptions.DefaultLedger);
}
