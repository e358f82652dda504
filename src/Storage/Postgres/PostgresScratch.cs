using Npgsql;

namespace Accounting.Storage.Postgres;

/// <summary>
/// Temporary tables of a ledger's shape: they belong to one connection, need no right to create a schema, and vanish with it however it
/// ends.
/// </summary>
internal static class PostgresScratch
{
    private static readonly string[] Known = ["runs", "inputs", "price_maps"];
    private static readonly string[] Posted = ["spend_heads", "keys", "postings", "entries"];

    public static PostgresDatabase Open(PostgresAddress address)
    {
        var scratch = address.WithSchema(PostgresSchema.ScratchSchema);
        var settings = PostgresSource.Settings(scratch);
        // One connection, kept as it is between two uses.
        (settings.MinPoolSize, settings.MaxPoolSize, settings.NoResetOnClose) = (1, 1, true);
        return new(scratch, NpgsqlDataSource.Create(settings));
    }

    /// <summary>Copies what is known of another ledger.</summary>
    public static bool Fill(PostgresSession session, string schema, bool withEntries)
    {
        foreach (var table in withEntries ? [.. Known, .. Posted] : Known)
        {
            session.Execute($"INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM {schema}.{table}");
            if (table != "inputs") session.Execute($"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM {table}), false)");
        }
        return true;
    }
}
