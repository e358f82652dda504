using System.Globalization;
using Accounting.Core.Ledger;
using Npgsql;

namespace Accounting.Storage.Postgres;

/// <summary>Makes the tables of a ledger, and of the silos that share it, in a schema of their own; checks that they are there.</summary>
public static class PostgresSchema
{
    /// <summary>Raised with every change of the tables or of the stored encodings.</summary>
    public const int Version = 2;

    /// <summary>
    /// Creates schema and tables where they are not there yet, and adds to an older ledger what it lacks: one transaction, one creator at a
    /// time. Repeating it changes nothing.
    /// </summary>
    /// <exception cref="LedgerException">A newer ledger, other tables in the schema, no right to create, or the server cannot be
    /// reached.</exception>
    public static void Create(PostgresAddress address)
    {
        using var source = PostgresSource.Create(address);
        Guard(address, () =>
        {
            using var connection = source.OpenConnection();
            Create(connection, address);
        });
    }

    internal static void Create(NpgsqlConnection connection, PostgresAddress address)
    {
        using var transaction = connection.BeginTransaction();
        Execute(connection, $"SELECT pg_advisory_xact_lock(hashtextextended('{address.Schema}: tables', 0))");
        if (StoredVersion(connection, address) is { } stored)
        {
            RequireKnown(address, stored);
            if (stored == Version) return;
            Add(connection, address, stored);
            transaction.Commit();
            return;
        }
        if (address.Schema != ScratchSchema) Execute(connection, $"CREATE SCHEMA IF NOT EXISTS {address.Schema}");
        Execute(connection, PostgresTables.Text(address.Schema));
        Add(connection, address, 1);
        transaction.Commit();
    }

    /// <summary>Adds to an older ledger what it lacks; nothing to a newer one, and none where there is no ledger.</summary>
    internal static void Upgrade(NpgsqlConnection connection, PostgresAddress address)
    {
        if (StoredVersion(connection, address) < Version) Create(connection, address);
    }

    private static void Add(NpgsqlConnection connection, PostgresAddress address, int from)
    {
        foreach (var statements in PostgresSteps.After(from, address.Schema)) Execute(connection, statements);
        Execute(connection, string.Create(CultureInfo.InvariantCulture, $"INSERT INTO ledger_version (version) VALUES ({Version})"));
    }

    /// <summary>PostgreSQL's name for the schema of a connection's temporary tables.</summary>
    internal const string ScratchSchema = "pg_temp";

    /// <exception cref="LedgerException">The schema has no ledger, or a newer one.</exception>
    internal static void Require(NpgsqlConnection connection, PostgresAddress address) =>
        RequireKnown(address, StoredVersion(connection, address) ?? throw PostgresFaults.NotFound(address));

    internal static void Guard(PostgresAddress address, Action work)
    {
        try
        {
            work();
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DuplicateTable)
        {
            throw new LedgerException(LedgerFault.NotALedger,
                $"The schema {address.Schema} of {address} holds tables of another program ({exception.MessageText}). Nothing was changed. "
                + "Name another with ?schema=name.", exception);
        }
        catch (NpgsqlException exception)
        {
            throw PostgresFaults.Describe(exception, address);
        }
    }

    private static int? StoredVersion(NpgsqlConnection connection, PostgresAddress address)
    {
        using var exists = new NpgsqlCommand($"SELECT to_regclass('{address.Schema}.ledger_version') IS NOT NULL", connection);
        if (exists.ExecuteScalar() is not true) return null;
        using var version = new NpgsqlCommand("SELECT max(version) FROM ledger_version", connection);
        return version.ExecuteScalar() as int?;
    }

    private static void RequireKnown(PostgresAddress address, int stored)
    {
        if (stored <= Version) return;
        throw new LedgerException(LedgerFault.NewerVersion,
            $"The ledger {address} has format {stored}; this program reads formats up to {Version}. Nothing was changed. Use the newer version of the program that wrote it.");
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
