using System.Globalization;
using Accounting.Core.Ledger;

namespace Accounting.Storage.Sqlite;

/// <summary>Opens a file as a ledger, or says why it is none.</summary>
internal static class LedgerFile
{
    private const int PageBytes = 8192;
    private const int CacheKiB = 32 * 1024; // Of the 400 MB that a process may take in all.
    private const int WalPages = 4096; // 32 MB between checkpoints: less rewriting than the default of 1,000 pages, and a bound for the file beside the ledger.

    /// <summary>A connection for queries.</summary>
    public static Database OpenForReading(string path)
    {
        RequireFile(path);
        try
        {
            return Prepare(Database.Open(path, writable: false), path);
        }
        catch (LedgerException exception) when (exception.Fault == LedgerFault.ReadOnly && !HasLog(path))
        {
            // Write-ahead logging wants files beside the ledger. Where the folder is read-only and no log is left, nobody can be writing.
            return Prepare(Database.Open(path, writable: false, immutable: true), path);
        }
    }

    /// <summary>The one connection that writes; the caller holds the <see cref="WriterLock"/>.</summary>
    public static Database OpenForWriting(string path, bool create)
    {
        if (create && !File.Exists(path)) WriterLock.CreateFile(path);
        var database = Database.Open(path, writable: true);
        try
        {
            if (IsEmpty(database))
            {
                if (!create) throw SqliteFaults.NotALedger(path, "it is empty");
                CreateTables(database);
            }
            var version = RequireLedger(database, path);
            database.Execute("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON");
            if (version < Schema.Version) Upgrade(database, version);
            database.Execute(string.Create(CultureInfo.InvariantCulture,
                $"PRAGMA wal_autocheckpoint = {WalPages}; PRAGMA journal_size_limit = {WalPages * PageBytes}; PRAGMA cache_size = -{CacheKiB}"));
            SetDurable(database, false);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether commits wait for the disk. A commit that waits makes all before it durable too. Chunks need not wait: a power failure can only take the last of them
    /// back, with their positions, and the same command bills them again. What a command says when it ends must be on the disk.
    /// </summary>
    public static void SetDurable(Database database, bool durable) => database.Execute(durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");

    private static Database Prepare(Database database, string path)
    {
        try
        {
            if (RequireLedger(database, path) is var version && version < Schema.Version) SchemaSteps.Imagine(database, version);
            database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA cache_size = -{CacheKiB}"));
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static void CreateTables(Database database)
    {
        database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA page_size = {PageBytes}"));
        database.Transact(() =>
        {
            database.Execute(Schema.Tables);
            SchemaSteps.Add(database, 1);
            return true;
        });
    }

    private static void Upgrade(Database database, long version) => database.Transact(() =>
    {
        SchemaSteps.Add(database, version);
        return true;
    });

    private static bool IsEmpty(Database database) =>
        database.Scalar("PRAGMA application_id") == 0 && database.Scalar("SELECT count(*) FROM sqlite_master") == 0;

    /// <summary>Checks, before anything is made beside it, that a ledger is at <paramref name="path"/> or may be made there.</summary>
    public static void RequirePlace(string path, bool create)
    {
        if (!create || Directory.Exists(path)) RequireFile(path);
    }

    private static void RequireFile(string path)
    {
        if (Directory.Exists(path)) throw SqliteFaults.NotALedger(path, "it is a folder");
        if (!File.Exists(path))
            throw new LedgerException(LedgerFault.NotFound, $"There is no ledger at {path}. Run `accounting bill` to make one, or name another with --ledger.");
    }

    /// <summary>Answers its version.</summary>
    private static long RequireLedger(Database database, string path)
    {
        if (database.Scalar("PRAGMA application_id") != Schema.ApplicationId)
            throw SqliteFaults.NotALedger(path, IsEmpty(database) ? "it is empty" : "it is a database of another program");
        var version = database.Scalar("PRAGMA user_version");
        if (version > Schema.Version)
        {
            throw new LedgerException(LedgerFault.NewerVersion,
                $"The ledger {path} has format {version}; this program reads formats up to {Schema.Version}. Nothing was changed. "
                + "Use the newer version of the program that wrote it.");
        }
        return version;
    }

    private static bool HasLog(string path)
    {
        var log = new FileInfo(path + "-wal");
        return log.Exists && log.Length > 0;
    }
}
