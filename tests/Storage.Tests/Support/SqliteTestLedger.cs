using Accounting.Core.Ledger;
using Accounting.Storage.Ids;
using Accounting.TestKit;

namespace Accounting.Storage.Tests.Support;

/// <summary>A ledger in a folder of its own.</summary>
internal sealed class SqliteTestLedger : TestLedger
{
    /// <summary>Buckets of two ids, ranges of two buckets, merges of two segments: an ordinary test crosses every boundary of the id index.</summary>
    public static readonly IdIndexShape Shape = new(2, 2, 2);

    private readonly TemporaryFolder _folder = new();

    public SqliteTestLedger() => Sqlite = Open(LedgerAccess.Create);

    public string Path => _folder["accounting.db"];

    public SqliteAccounting Sqlite { get; private set; }

    public override IAccounting Accounting => Sqlite;

    public SqliteAccounting Open(LedgerAccess access) => SqliteAccounting.Open(Path, access, Time, Shape);

    public override void Reopen()
    {
        Sqlite.Dispose();
        Sqlite = Open(LedgerAccess.ReadWrite);
    }

    /// <summary>Puts another ledger in the place of this one.</summary>
    public void Replace(string file)
    {
        Sqlite.Dispose();
        foreach (var suffix in new[] { "-wal", "-shm" }) File.Delete(Path + suffix);
        File.Copy(file, Path, overwrite: true);
        Sqlite = Open(LedgerAccess.ReadWrite);
    }

    public override void Corrupt(params string[] statements)
    {
        foreach (var statement in statements) Sqlite.WriterConnection!.Execute(statement);
    }

    public override void Dispose()
    {
        Sqlite.Dispose();
        _folder.Dispose();
    }
}
