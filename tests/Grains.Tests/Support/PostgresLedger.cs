using Accounting.Storage;
using Accounting.Storage.Postgres;
using Accounting.TestKit;
using Npgsql;

namespace Accounting.Grains.Tests.Support;

/// <summary>A ledger in a schema of its own on the server for tests. Skips the test where there is none.</summary>
internal sealed class PostgresLedger : IDisposable
{
    private readonly Uri _uri;
    private readonly PostgresAddress _address;

    public PostgresLedger()
    {
        Assert.SkipWhen(PostgresServer.Shared is null, PostgresServer.NoServer);
        _uri = new(PostgresServer.NewSchema()!);
        _address = PostgresAddress.Parse(_uri.ToString());
        Ledger = Open(LedgerAccess.Create);
    }

    public PostgresAccounting Ledger { get; }

    /// <summary>As a silo opens it.</summary>
    public PostgresAccounting Open(LedgerAccess access = LedgerAccess.ReadWrite) => PostgresAccounting.Open(_address, access, TimeProvider.System);

    public void Dispose()
    {
        Ledger.Dispose();
        var user = _uri.UserInfo.Split(':', 2);
        var server = new NpgsqlConnectionStringBuilder
        {
            Host = _uri.Host,
            Port = _uri.Port,
            Database = _uri.AbsolutePath.Trim('/'),
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
        };
        using var connection = new NpgsqlConnection(server.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"DROP SCHEMA {_address.Schema} CASCADE";
        command.ExecuteNonQuery();
    }
}
