using System.Numerics;
using Accounting.Core.Amounts;
using Npgsql;

namespace Accounting.Storage.Postgres;

/// <summary>A connection within a transaction. Texts are stored and read by <see cref="PostgresText"/>.</summary>
/// <param name="connection">In a transaction, or for one statement.</param>
/// <param name="timeoutSeconds">For each statement.</param>
/// <param name="isRepeated">Whether the same work was rolled back before.</param>
/// <param name="beforeStatement">For tests.</param>
internal sealed class PostgresSession(NpgsqlConnection connection, int timeoutSeconds, bool isRepeated = false, Action<PostgresSession>? beforeStatement = null)
{
    /// <summary>Whether the same work was rolled back before.</summary>
    public bool IsRepeated => isRepeated;

    /// <summary>Whether all statements are through, and the commit is next or done.</summary>
    public bool IsCommitting { get; set; }

    public NpgsqlConnection Connection => connection;

    public int Execute(string sql, params object?[] values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row; null where there is no row or it is NULL.</summary>
    public T? Single<T>(string sql, params object?[] values) where T : struct
    {
        using var command = Command(sql, values);
        return command.ExecuteScalar() is T value ? value : null;
    }

    public NpgsqlDataReader Read(string sql, params object?[] values)
    {
        // The reader ends the command with itself: it is not used again.
        var command = Command(sql, values);
        return command.ExecuteReader();
    }

    /// <summary>
    /// Adds rows by the server's way for many: it costs half of what a statement with arrays does, and cannot leave out rows that are there.
    /// </summary>
    /// <param name="sql">COPY … FROM STDIN (FORMAT binary).</param>
    /// <param name="rows">How many.</param>
    /// <param name="write">Writes the columns of a row; texts as <see cref="PostgresText"/> has them.</param>
    public void Copy(string sql, int rows, Action<NpgsqlBinaryImporter, int> write)
    {
        beforeStatement?.Invoke(this);
        using var import = connection.BeginBinaryImport(sql);
        import.Timeout = TimeSpan.FromSeconds(timeoutSeconds);
        for (var row = 0; row < rows; row++)
        {
            import.StartRow();
            write(import, row);
        }
        import.Complete();
    }

    private NpgsqlCommand Command(string sql, object?[] values)
    {
        beforeStatement?.Invoke(this);
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = timeoutSeconds };
        foreach (var value in values) command.Parameters.Add(new() { Value = Stored(value) });
        return command;
    }

    private static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        string text => PostgresText.ToStored(text),
        string[] texts => Array.ConvertAll(texts, PostgresText.ToStored),
        _ => value,
    };
}

/// <summary>What rows of the ledger's tables hold.</summary>
internal static class PostgresRow
{
    public static string Text(this NpgsqlDataReader row, int column) => PostgresText.FromStored(row.GetString(column));

    public static string? TextOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.Text(column);

    public static long? Int64OrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    /// <summary>An amount; <c>decimal</c> would overflow at 29 digits.</summary>
    public static Money? MoneyOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : new Money((Int128)row.GetFieldValue<BigInteger>(column));

    public static BigInteger? ToStored(Money? money) => money is { } value ? (BigInteger)value.Units : null;
}
