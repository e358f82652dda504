using System.Globalization;
using Npgsql;

namespace Accounting.Storage.Postgres;

/// <summary>Pools of connections to a ledger's schema, with its bounds set.</summary>
internal static class PostgresSource
{
    public static NpgsqlDataSource Create(PostgresAddress address) => NpgsqlDataSource.Create(Settings(address));

    public static NpgsqlConnectionStringBuilder Settings(PostgresAddress address) => new(address.Connection.ConnectionString)
    {
        SearchPath = address.Schema,
        ApplicationName = "accounting",
        Timeout = PostgresLimits.ConnectTimeoutSeconds,
        CommandTimeout = PostgresLimits.PostTimeoutSeconds,
        MaxPoolSize = PostgresLimits.ConnectionsMax,
        MaxAutoPrepare = PostgresLimits.PreparedStatementsMax,
        AutoPrepareMinUsages = 2,
        TcpKeepAlive = true,
        // Nothing outlives a transaction here: no setting, no lock, no temporary table.
        NoResetOnClose = true,
        Options = string.Create(CultureInfo.InvariantCulture, $"-c idle_in_transaction_session_timeout={PostgresLimits.IdleInTransactionSeconds}s"),
    };
}
