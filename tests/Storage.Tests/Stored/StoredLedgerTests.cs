using Accounting.Storage.Tests.Support;
using Accounting.TestKit;

namespace Accounting.Storage.Tests.Stored;

/// <summary>
/// Reads ledgers that earlier versions wrote: what is stored once is read for ever. A version that changes a stored form adds files of its own and keeps these; they are written by running
/// these tests with <c>ACCOUNTING_WRITE_STORED=1</c>.
/// </summary>
public sealed class StoredLedgerTests
{
    // They do not depend on what the ledger is stored in.
    private const string Digest = "sha256:b8d699050e7e5e26b5c644bee4f6611e237a1ad2a1db51167b0bc39e574d5ce2";
    private const string RepricedDigest = "sha256:40d5ad43a1d7656735998de3f197c4db96b014b6491e1509996dbbc8117abd98";

    private static readonly string Folder = Path.Combine(Checkout.Root, "tests/Storage.Tests/Stored/Data");

    private static bool IsWriting => Environment.GetEnvironmentVariable("ACCOUNTING_WRITE_STORED") == "1";

    [Fact]
    public void Sqlite_OfVersion1_IsReadAndGoneOnWith()
    {
        var file = Path.Combine(Folder, "sqlite-1.ledger");
        using var ledger = new SqliteTestLedger();
        ledger.Replace(file);
        StoredLedgers.Check(ledger, Digest);
    }

    [Fact]
    public void Sqlite_OfVersion2_IsReadAndGoneOnWith()
    {
        var file = Path.Combine(Folder, "sqlite-2.ledger");
        using var ledger = new SqliteTestLedger();
        if (IsWriting)
        {
            StoredLedgers.WriteRepriced(ledger);
            File.Delete(file);
            ledger.Sqlite.CopyTo(file);
        }
        ledger.Replace(file);
        StoredLedgers.Check(ledger, RepricedDigest, isRepriced: true);
    }

    [Fact]
    public void Sqlite_OfVersion1_IsReadWithoutBeingChanged()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Folder, "sqlite-1.ledger"), folder["old.db"]);
        using (var ledger = SqliteAccounting.Open(folder["old.db"], LedgerAccess.ReadOnly, new ManualTime()))
        {
            Assert.Empty(ledger.Verify());
            Assert.Equal(Digest, ledger.Digest());
        }
        Assert.Equal(File.ReadAllBytes(Path.Combine(Folder, "sqlite-1.ledger")), File.ReadAllBytes(folder["old.db"]));
    }

    [Fact]
    public void Postgres_OfVersion1_IsReadAndGoneOnWith()
    {
        var file = Path.Combine(Folder, "postgres-1.txt");
        using var restored = new PostgresTestLedger();
        PostgresRows.Load(restored, file);
        restored.Reopen();
        StoredLedgers.Check(restored, Digest);
    }

    [Fact]
    public void Postgres_OfVersion2_IsReadAndGoneOnWith()
    {
        var file = Path.Combine(Folder, "postgres-2.txt");
        using (var ledger = new PostgresTestLedger())
        {
            if (IsWriting)
            {
                StoredLedgers.WriteRepriced(ledger);
                PostgresRows.Save(ledger, file);
            }
        }
        using var restored = new PostgresTestLedger();
        PostgresRows.Load(restored, file);
        restored.Reopen();
        StoredLedgers.Check(restored, RepricedDigest, isRepriced: true);
    }
}
