using Accounting.Core.Ledger;
using SQLitePCL;

namespace Accounting.Storage.Sqlite;

/// <summary>
/// One connection to a SQLite file. A thin layer over SQLite's own calls: blobs are bound and read as spans, so posting and summing allocate nothing per row,
/// and every failure becomes a <see cref="LedgerException"/> that names the file. Not thread-safe.
/// </summary>
internal sealed class Database : IDisposable
{
    private const int BusyTimeoutMs = 5_000;

    private readonly sqlite3 _handle;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    static Database() => Batteries_V2.Init();

    private Database(sqlite3 handle, string path)
    {
        _handle = handle;
        Path = path;
    }

    public string Path { get; }

    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public long LastInsertId => raw.sqlite3_last_insert_rowid(_handle);

    public int Changes => raw.sqlite3_changes(_handle);

    /// <param name="path">The file; it must exist.</param>
    /// <param name="writable">Whether the connection may write.</param>
    /// <param name="immutable">Nobody changes the file while it is open: SQLite then needs no file beside it (a read-only folder).</param>
    public static Database Open(string path, bool writable, bool immutable = false)
    {
        var uri = new Uri(path).AbsoluteUri + (immutable ? "?immutable=1" : "");
        var flags = raw.SQLITE_OPEN_URI | raw.SQLITE_OPEN_NOMUTEX | (writable ? raw.SQLITE_OPEN_READWRITE : raw.SQLITE_OPEN_READONLY);
        var result = raw.sqlite3_open_v2(uri, out var handle, flags, null);
        var database = new Database(handle, path);
        try
        {
            database.Check(result);
            raw.sqlite3_extended_result_codes(handle, 1);
            raw.sqlite3_busy_timeout(handle, BusyTimeoutMs);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The statement of this text, prepared once per connection and reset.</summary>
    public Statement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement)) return statement.Reset();
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var prepared));
        statement = new(this, prepared);
        _statements.Add(sql, statement);
        return statement;
    }

    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    public long Scalar(string sql) => Prepare(sql).Single();

    /// <summary>Runs <paramref name="work"/> in one write transaction: all of it is stored, or nothing.</summary>
    public T Transact<T>(Func<T> work)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            var answer = work();
            Execute("COMMIT");
            return answer;
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    /// <summary>Runs <paramref name="work"/> on one unchanging state of the file.</summary>
    public T Read<T>(Func<T> work)
    {
        if (InTransaction) return work();
        Execute("BEGIN");
        try
        {
            return work();
        }
        finally
        {
            Rollback();
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _statements.Clear();
        raw.sqlite3_close_v2(_handle);
        _handle.Dispose();
    }

    internal void Check(int result)
    {
        if (result is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        throw SqliteFaults.Describe(result, raw.sqlite3_errmsg(_handle).utf8_to_string(), Path);
    }

    // A failed statement leaves cursors open, and SQLite may have rolled back by itself (full disk).
    private void Rollback()
    {
        foreach (var statement in _statements.Values) statement.Reset();
        if (InTransaction) raw.sqlite3_exec(_handle, "ROLLBACK");
    }
}
