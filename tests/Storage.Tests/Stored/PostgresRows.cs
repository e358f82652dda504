using Accounting.Storage.Tests.Support;
using Npgsql;

namespace Accounting.Storage.Tests.Stored;

/// <summary>The rows of a ledger in PostgreSQL as a file: for each table a line <c># table columns</c> and its rows in COPY's text form.</summary>
internal static class PostgresRows
{
    private static readonly string[] Tables = ["runs", "inputs", "spend_heads", "keys", "postings", "entries", "call_ids", "quarantine", "price_maps", "reprices", "closed_months"];

    public static void Save(PostgresTestLedger ledger, string file)
    {
        using var connection = Connect(ledger);
        using var output = new StreamWriter(file) { NewLine = "\n" };
        foreach (var table in Tables)
        {
            var columns = Ask(connection, $"SELECT string_agg(column_name, ', ' ORDER BY ordinal_position) FROM information_schema.columns WHERE table_name = '{table}' AND table_schema = current_schema");
            output.WriteLine($"# {table} {columns}");
            using var rows = connection.BeginTextExport($"COPY (SELECT {columns} FROM {table} ORDER BY 1, 2) TO STDOUT");
            output.Write(rows.ReadToEnd());
        }
    }

    public static void Load(PostgresTestLedger ledger, string file)
    {
        using var connection = Connect(ledger);
        foreach (var section in File.ReadAllText(file).Split("# ", StringSplitOptions.RemoveEmptyEntries))
        {
            var (head, rows) = (section[..section.IndexOf('\n', StringComparison.Ordinal)], section[(section.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
            var (table, columns) = (head[..head.IndexOf(' ', StringComparison.Ordinal)], head[(head.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            using (var input = connection.BeginTextImport($"COPY {table} ({columns}) FROM STDIN")) input.Write(rows);
            if (Ask(connection, $"SELECT pg_get_serial_sequence('{table}', '{columns.Split(',')[0]}')") is string sequence)
                Ask(connection, $"SELECT setval('{sequence}', (SELECT coalesce(max(id), 0) + 1 FROM {table}), false)");
        }
    }

    private static NpgsqlConnection Connect(PostgresTestLedger ledger)
    {
        var settings = new NpgsqlConnectionStringBuilder(ledger.Address.Connection.ConnectionString) { SearchPath = ledger.Address.Schema };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        connection.Open();
        return connection;
    }

    private static object? Ask(NpgsqlConnection connection, string question)
    {
        using var command = new NpgsqlCommand(question, connection);
        return command.ExecuteScalar();
    }
}
