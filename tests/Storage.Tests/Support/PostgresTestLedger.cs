using Accounting.Core.Ledger;
using Accounting.Storage.Postgres;
using Accounting.TestKit;
using Npgsql;

namespace Accounting.Storage.Tests.Support;

/// <summary>A ledger in a schema of its own. Skips the test where there is no server.</summary>
internal sealed class PostgresTestLedger : TestLedger
{
    public PostgresTestLedger()
    {
        Assert.SkipWhen(PostgresServer.Shared is null, PostgresServer.NoServer);
        Address = PostgresAddress.Parse(PostgresServer.NewSchema()!);
        Postgres = Open(LedgerAccess.Create);
    }

    public PostgresAddress Address { get; }

    public PostgresAccounting Postgres { get; private set; }

    public override IAccounting Accounting => Postgres;

    public PostgresAccounting Open(LedgerAccess access) => PostgresAccounting.Open(Address, access, Time);

    public override void Reopen()
    {
        Postgres.Dispose();
        Postgres = Open(LedgerAccess.ReadWrite);
    }

    public override void Corrupt(params string[] statements) => Postgres.Database.Guard(() =>
    {
        foreach (var statement in statements) Execute(statement);
        return true;
    });

    /// <summary>Runs a statement on a connection of its own; answers its first value.</summary>
    public object? Execute(string statement)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Address.Connection.ConnectionString) { SearchPath = Address.Schema }.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(statement, connection);
        return command.ExecuteScalar();
    }

    public override void Dispose()
    {
        Postgres.Dispose();
        Execute($"DROP SCHEMA {Address.Schema} CASCADE");
    }
}
