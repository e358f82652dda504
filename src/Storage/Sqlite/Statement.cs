using System.Text;
using System.Text.Json;
using SQLitePCL;

namespace Accounting.Storage.Sqlite;

/// <summary>A prepared statement. Parameters count from 1, columns from 0. Spans of a row are valid until the next <see cref="Step"/> or <see cref="Reset"/>.</summary>
internal sealed class Statement(Database database, sqlite3_stmt handle) : IDisposable
{
    private const int TextBytesOnStack = 512;

    public Statement Bind(int parameter, long value)
    {
        database.Check(raw.sqlite3_bind_int64(handle, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, long? value) => value is { } number ? Bind(parameter, number) : BindNull(parameter);

    public Statement Bind(int parameter, bool value) => Bind(parameter, value ? 1L : 0L);

    /// <summary>Text as UTF-8, of its full length: a NUL does not end it.</summary>
    public Statement Bind(int parameter, string? value)
    {
        if (value is null) return BindNull(parameter);
        var length = Encoding.UTF8.GetByteCount(value);
        var bytes = length <= TextBytesOnStack ? stackalloc byte[TextBytesOnStack] : new byte[length];
        Encoding.UTF8.GetBytes(value, bytes);
        // An empty span has no address, which SQLite would take for NULL.
        database.Check(length == 0 ? raw.sqlite3_bind_text(handle, parameter, "") : raw.sqlite3_bind_text(handle, parameter, bytes[..length]));
        return this;
    }

    /// <summary>Names as a JSON array, for <c>json_each</c>; NULL where there are none, which means all.</summary>
    public Statement BindNames(int parameter, IReadOnlyList<string> names) => Bind(parameter, names.Count == 0 ? null : JsonSerializer.Serialize(names));

    public Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        database.Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, parameter, 0) : raw.sqlite3_bind_blob(handle, parameter, value));
        return this;
    }

    public Statement BindNull(int parameter)
    {
        database.Check(raw.sqlite3_bind_null(handle, parameter));
        return this;
    }

    /// <summary>Moves to the next row; false after the last.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(handle);
        if (result == raw.SQLITE_ROW) return true;
        if (result == raw.SQLITE_DONE) return false;
        raw.sqlite3_reset(handle);
        database.Check(result);
        return false;
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    /// <summary>The first column of the only row; 0 where there is no row or it is NULL.</summary>
    public long Single()
    {
        var value = Step() ? Int64(0) : 0;
        Reset();
        return value;
    }

    public Statement Reset()
    {
        _ = raw.sqlite3_reset(handle); // Answers the failure of the last step once more: it was thrown there.
        return this;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    public long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);

    public int Int32(int column) => (int)raw.sqlite3_column_int64(handle, column);

    public bool Bool(int column) => Int64(column) != 0;

    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(handle, column);

    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(handle, column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public void Dispose() => handle.Dispose();
}
