using Accounting.Core.Ledger;
using Accounting.Storage.Tests.Support;

namespace Accounting.Storage.Tests.Queries;

public sealed class VerifyTests
{
    private static readonly TestInput First = new("file:///a", new("1"), new("2", Model: "unknown"), new("3"), new("1"), new("2", Output: 5));
    private static readonly TestInput Second = new("file:///b", new("4", Tenant: "bolt"), new("5", Slot: 7));

    [Fact]
    public void Verify_OfASoundLedger_FindsNothing()
    {
        using var ledger = Billed();
        Assert.Empty(ledger.Accounting.Verify());
    }

    [Theory]
    [InlineData("UPDATE inputs SET read = read + 1 WHERE run = 1", "records read, but")]
    [InlineData("UPDATE inputs SET accepted = accepted + 1, read = read + 1 WHERE run = 1", "charges are of")]
    [InlineData("UPDATE inputs SET accepted = accepted + 1, read = read + 1 WHERE run = 1", "ids are in the id index")]
    [InlineData("UPDATE inputs SET done = 0 WHERE run = 1", "neither done nor skipped")]
    [InlineData("DELETE FROM quarantine", "in quarantine")]
    [InlineData("DROP TRIGGER entries_no_delete; DELETE FROM entries WHERE id = 1", "entries of its own")]
    [InlineData("DROP TRIGGER entries_no_delete; DELETE FROM entries WHERE id = 1", "but postings account for")]
    [InlineData("DROP TRIGGER entries_no_update; UPDATE entries SET calls = calls + 1 WHERE id = 1", "charges are of")]
    [InlineData("DROP TRIGGER entries_no_update; UPDATE entries SET amount = NULL WHERE id = 1", "without an amount")]
    [InlineData("DROP TRIGGER entries_no_update; UPDATE entries SET quantities = x'01' WHERE id = (SELECT max(id) FROM entries)", "are left of it")]
    [InlineData("DROP TRIGGER entries_no_update; UPDATE entries SET quantities = x'0180' WHERE id = (SELECT max(id) FROM entries)", "name meter 128")]
    [InlineData("DROP TRIGGER entries_no_update; UPDATE entries SET quantities = x'09' WHERE id = (SELECT max(id) FROM entries)", "are of format 9")]
    [InlineData("PRAGMA foreign_keys = OFF; DELETE FROM keys WHERE id = 1", "names a missing row of keys")]
    [InlineData("DELETE FROM id_pages WHERE id = (SELECT min(id) FROM id_pages)", "ids are in the id index")]
    [InlineData("UPDATE id_pages SET data = substr(data, 1, 20) WHERE id = (SELECT min(id) FROM id_pages)", "ends within a record")]
    [InlineData("UPDATE runs SET state = 2 WHERE id = 1", "of its calls are not reversed")]
    public void Verify_OfACorruptedCopy_SaysWhat(string corruption, string expected)
    {
        using var ledger = Billed();
        ledger.Corrupt(corruption);
        Assert.Contains(ledger.Accounting.Verify(), problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Entries_ChangedOrDeleted_AreRefusedByTheLedgerItself()
    {
        using var ledger = Billed();
        foreach (var statement in new[] { "UPDATE entries SET calls = 0", "DELETE FROM entries", "UPDATE postings SET run = 2", "DELETE FROM postings" })
            Assert.Contains("posted is posted", Assert.Throws<LedgerException>(() => ledger.Corrupt(statement)).Message, StringComparison.Ordinal);
        Assert.Empty(ledger.Accounting.Verify());
    }

    private static SqliteTestLedger Billed()
    {
        var ledger = new SqliteTestLedger();
        ledger.Bill("a", 2, First);
        ledger.Accounting.VoidRun(ledger.Bill("b", 2, Second), "wrong tenant");
        return ledger;
    }
}
