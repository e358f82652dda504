using Accounting.Core.Ledger;
using Accounting.Storage.Runs;
using Npgsql;

namespace Accounting.Storage.Postgres.Membership;

/// <summary>
/// Which silos a deployment has, in the ledger's schema. Insertions and updates are compare and swap on the deployment's table version: of
/// two at once one wins, the other answers false with nothing changed. Thread-safe. Every failure of the server is a
/// <see cref="LedgerException"/>; after one whether a change was made is unknown: read again.
/// </summary>
public sealed class MembershipTable : IAsyncDisposable
{
    private const string Columns =
        "address, port, generation, status, host_name, silo_name, role_name, update_zone, fault_zone, proxy_port, start_time, i_am_alive_time, suspect_times";
    private const string InitializeSql = "INSERT INTO silo_table_version (deployment, version) VALUES ($1, 0) ON CONFLICT DO NOTHING";
    private const string ReadSql =
        $"""
        SELECT v.version, s.etag, {Columns} FROM silo_table_version v
        LEFT JOIN silos s ON s.deployment = v.deployment AND ($2::text IS NULL OR (s.address, s.port, s.generation) = ($2, $3, $4)) WHERE v.deployment = $1
        """;
    private const string MoveVersionSql = "UPDATE silo_table_version SET version = version + 1 WHERE deployment = $1 AND version = $2";
    private const string InsertSql =
        $"INSERT INTO silos (deployment, etag, {Columns}) VALUES ($1, 0, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT DO NOTHING";
    private const string UpdateSql =
        $"""
        UPDATE silos SET etag = etag + 1, ({Columns}) = ROW ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        WHERE deployment = $1 AND (address, port, generation) = ($2, $3, $4) AND etag = $15
        """;
    private const string AliveSql =
        "UPDATE silos SET i_am_alive_time = $5 WHERE deployment = $1 AND (address, port, generation) = ($2, $3, $4)";
    private const string DeleteSql =
        "WITH gone AS (DELETE FROM silos WHERE deployment = $1) DELETE FROM silo_table_version WHERE deployment = $1";
    private const string CleanSql =
        "DELETE FROM silos WHERE deployment = $1 AND status = $2 AND greatest(i_am_alive_time, start_time) < $3";

    private readonly PostgresAddress _address;
    private readonly NpgsqlDataSource _source;

    private MembershipTable(PostgresAddress address) => (_address, _source) = (address, PostgresSource.Create(address));

    /// <summary>Nothing is asked of the server yet. The tables are made by <see cref="PostgresSchema.Create"/>.</summary>
    public static MembershipTable Open(PostgresAddress address) => new(address);

    /// <summary>Gives a deployment its table version, 0, where it has none.</summary>
    public Task InitializeAsync(string deployment, CancellationToken cancellationToken = default) =>
        RunAsync(InitializeSql, [deployment], cancellationToken);

    /// <summary>All silos and the version, in one view. Version 0 without silos where the deployment is unknown.</summary>
    public Task<MembershipSnapshot> ReadAllAsync(string deployment, CancellationToken cancellationToken = default) =>
        ReadAsync([deployment, DBNull.Value, DBNull.Value, DBNull.Value], cancellationToken);

    /// <summary>One silo, or none, and the version, in one view.</summary>
    public Task<MembershipSnapshot> ReadRowAsync(string deployment, SiloId silo, CancellationToken cancellationToken = default) =>
        ReadAsync([deployment, silo.Address, silo.Port, silo.Generation], cancellationToken);

    /// <summary>
    /// Adds a silo and moves the version from <paramref name="version"/> on. False where the version is another by now, or the silo is
    /// there.
    /// </summary>
    public Task<bool> InsertAsync(string deployment, SiloRow row, long version, CancellationToken cancellationToken = default) =>
        ChangeAsync(deployment, version, InsertSql, Values(deployment, row), cancellationToken);

    /// <summary>
    /// Changes a silo's row and moves the version from <paramref name="version"/> on. False where the version or the row's
    /// <see cref="SiloRow.Etag"/> is another by now, or the silo is not there.
    /// </summary>
    public Task<bool> UpdateAsync(string deployment, SiloRow row, long version, CancellationToken cancellationToken = default) =>
        ChangeAsync(deployment, version, UpdateSql, [.. Values(deployment, row), row.Etag], cancellationToken);

    /// <summary>Sets the time at which a silo last said that it is alive. Moves neither version nor etag.</summary>
    public Task UpdateIAmAliveAsync(string deployment, SiloId silo, DateTimeOffset time, CancellationToken cancellationToken = default) =>
        RunAsync(AliveSql, [deployment, silo.Address, silo.Port, silo.Generation, Instant.ToMicroseconds(time)], cancellationToken);

    /// <summary>Removes a deployment: its silos and its version.</summary>
    public Task DeleteAllAsync(string deployment, CancellationToken cancellationToken = default) => RunAsync(DeleteSql, [deployment], cancellationToken);

    /// <summary>
    /// Removes the silos of a status (dead) that neither started nor said that they are alive since <paramref name="before"/>.
    /// </summary>
    public Task CleanUpDefunctAsync(string deployment, int status, DateTimeOffset before, CancellationToken cancellationToken = default) =>
        RunAsync(CleanSql, [deployment, status, Instant.ToMicroseconds(before)], cancellationToken);

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static object[] Values(string deployment, SiloRow row) =>
    [
        deployment, row.Id.Address, row.Id.Port, row.Id.Generation, row.Status, row.HostName, row.SiloName, row.RoleName, row.UpdateZone, row.FaultZone, row.ProxyPort,
        Instant.ToMicroseconds(row.StartTime), Instant.ToMicroseconds(row.IAmAliveTime), row.SuspectTimes,
    ];

    private Task<bool> ChangeAsync(string deployment, long version, string sql, object[] values, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Disposing rolls back: a row that is not changed leaves the version where it was.
        if (await ExecuteAsync(connection, MoveVersionSql, [deployment, version], cancellationToken) != 1) return false;
        if (await ExecuteAsync(connection, sql, values, cancellationToken) != 1) return false;
        await transaction.CommitAsync(cancellationToken);
        return true;
    });

    private Task<int> RunAsync(string sql, object[] values, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        return await ExecuteAsync(connection, sql, values, cancellationToken);
    });

    private Task<MembershipSnapshot> ReadAsync(object[] values, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var command = Command(connection, ReadSql, values);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var version = 0L;
        var silos = new List<SiloRow>();
        while (await rows.ReadAsync(cancellationToken))
        {
            version = rows.GetInt64(0);
            if (!rows.IsDBNull(1)) silos.Add(Read(rows));
        }
        return new MembershipSnapshot(version, silos);
    });

    private static SiloRow Read(NpgsqlDataReader row) => new()
    {
        Etag = row.GetInt64(1),
        Id = new(row.GetString(2), row.GetInt32(3), row.GetInt32(4)),
        Status = row.GetInt32(5),
        HostName = row.GetString(6),
        SiloName = row.GetString(7),
        RoleName = row.GetString(8),
        UpdateZone = row.GetInt32(9),
        FaultZone = row.GetInt32(10),
        ProxyPort = row.GetInt32(11),
        StartTime = Instant.FromMicroseconds(row.GetInt64(12)),
        IAmAliveTime = Instant.FromMicroseconds(row.GetInt64(13)),
        SuspectTimes = row.GetString(14),
    };

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, object[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (NpgsqlException exception)
        {
            throw PostgresFaults.Describe(exception, _address);
        }
    }
}
