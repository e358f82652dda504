using Accounting.Core.Ledger;
using Npgsql;

namespace Accounting.Storage.Postgres;

/// <summary>What a server or the way to it answered, as sentences that a person can act on. None of them names a password.</summary>
internal static class PostgresFaults
{
    private const string IdleInTransaction = "25P03"; // Npgsql has no name for it.

    public static LedgerException Describe(NpgsqlException exception, PostgresAddress address)
    {
        if (exception is not PostgresException { SqlState: var state, MessageText: var text }) return Unavailable(address, exception, Detail(exception));
        var detail = $"{state}: {text.TrimEnd('.')}";
        return state switch
        {
            PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName => NotFound(address, exception),
            PostgresErrorCodes.InvalidCatalogName => new(LedgerFault.NotFound,
                $"There is no database {address.Connection.Database} at {address} ({detail}). Create it (`createdb`), or name another one.", exception),
            PostgresErrorCodes.DiskFull => new(LedgerFault.Full,
                $"The server of {address} cannot store more: its disk is full ({detail}). Nothing of this step was stored. "
                + "Free some space and run the same command again: it goes on where it stopped.", exception),
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InsufficientPrivilege
                or PostgresErrorCodes.ReadOnlySqlTransaction => new(LedgerFault.ReadOnly,
                $"The server of {address} does not allow it ({detail}). The user needs the right to connect and, to post, to write in the schema: "
                + "check user, password (PGPASSWORD, ~/.pgpass) and rights.", exception),
            PostgresErrorCodes.QueryCanceled => new(LedgerFault.Unavailable,
                $"The server of {address} took too long and was stopped ({detail}). Nothing of this step was stored. "
                + "Look what holds it up (pg_stat_activity), and repeat.", exception),
            _ when IsGone(state) => Unavailable(address, exception, detail),
            _ when MayRepeat(exception) => new(LedgerFault.Unavailable,
                $"Writers of {address} stood in each other's way again and again ({detail}). Nothing of this step was stored. Repeat it.", exception),
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => new(LedgerFault.Damaged,
                $"The ledger {address} is damaged ({detail}). Restore it from a backup, or bill the logs again into a new schema; "
                + "`accounting verify` lists what is wrong.", exception),
            _ => new(LedgerFault.Damaged,
                $"The ledger {address} failed with PostgreSQL's error {state} ({detail}). Nothing of this step was stored. "
                + "Look into the server's log, then run `accounting verify`.", exception),
        };
    }

    public static LedgerException NotFound(PostgresAddress address, Exception? inner = null) => new(LedgerFault.NotFound,
        $"There is no ledger at {address}: the schema {address.Schema} has no ledger's tables, or not all that this question needs. "
        + "Run `accounting bill` to make one or to bring an older one up to date, or name another with --ledger.", inner!);

    public static LedgerException Unavailable(PostgresAddress address, Exception exception, string detail) => new(LedgerFault.Unavailable,
        $"The server of {address} cannot be reached or went away ({detail}). Look whether it runs and the network is fine, and repeat: what was stored is stored once.", exception);

    /// <summary>
    /// Whether the server rolled back for a reason that a repetition may not meet again: a deadlock, a conflict of two transactions, an id
    /// that another one added at the same time.
    /// </summary>
    public static bool MayRepeat(NpgsqlException exception) => exception is PostgresException
    {
        SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.UniqueViolation,
    };

    /// <summary>Whether the connection, or the server behind it, is gone.</summary>
    public static bool IsLost(NpgsqlException exception) => exception is not PostgresException { SqlState: var state } || IsGone(state);

    // 57P01 to 57P05: shut down, crashed, starting, the database dropped, idle for too long. 08: the connection. 53300: too many of them.
    private static bool IsGone(string state) =>
        state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("08", StringComparison.Ordinal) || state == PostgresErrorCodes.TooManyConnections
        || state == IdleInTransaction;

    private static string Detail(NpgsqlException exception) => (exception.InnerException?.Message ?? exception.Message).TrimEnd('.');
}
