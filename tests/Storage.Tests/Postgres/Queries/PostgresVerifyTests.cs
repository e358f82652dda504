using Accounting.Storage.Postgres.Queries;
using Accounting.Storage.Tests.Support;

namespace Accounting.Storage.Tests.Postgres.Queries;

public sealed class PostgresVerifyTests
{
    private const string Unlock = "DROP FUNCTION posted_is_posted CASCADE; ";

    private static readonly TestInput First = new("file:///a", new("1"), new("2", Model: "unknown"), new("3"), new("1"), new("2", Output: 5));
    private static readonly TestInput Second = new("file:///b", new("4", Tenant: "bolt"), new("5", Slot: 7));

    private static readonly (string Corruption, string Problem)[] Corruptions =
    [
        ("UPDATE inputs SET read = read + 1 WHERE run = 1", "records read, but"),
        ("UPDATE inputs SET accepted = accepted + 1, read = read + 1 WHERE run = 1", "charges are of"),
        ("UPDATE inputs SET done = false WHERE run = 1", "neither done nor skipped"),
        ("DELETE FROM quarantine", "in quarantine"),
        (Unlock + "DELETE FROM entries WHERE id = 1", "were posted"),
        (Unlock + "UPDATE entries SET posting = 99 WHERE id = 1", "names posting 99"),
        (Unlock + "UPDATE entries SET key = 99 WHERE id = 1", "names key 99"),
        (Unlock + "UPDATE entries SET calls = calls + 1 WHERE id = 1", "charges are of"),
        (Unlock + "UPDATE entries SET amount = NULL WHERE id = 1", "without an amount"),
        (Unlock + "UPDATE entries SET amount = 9 * 10::numeric ^ 38 WHERE id = 1", "does not fit"),
        (Unlock + @"UPDATE entries SET quantities = '\x01' WHERE id = (SELECT max(id) FROM entries)", "are left of it"),
        (Unlock + @"UPDATE entries SET quantities = '\x0180' WHERE id = (SELECT max(id) FROM entries)", "name meter 128"),
        (Unlock + @"UPDATE entries SET quantities = '\x09' WHERE id = (SELECT max(id) FROM entries)", "are of format 9"),
        ("UPDATE keys SET tenant = 'other' WHERE id = 1", "but its spend key"),
        ("UPDATE keys SET head = 99 WHERE id = 1", "which does not exist"),
        ("UPDATE spend_heads SET version = 0", "row version is 0"),
        ("DELETE FROM call_ids WHERE id = (SELECT id FROM call_ids LIMIT 1)", "of its ids are stored"),
        ("UPDATE call_ids SET run = 77", "that is not there"),
        ("UPDATE runs SET state = 2 WHERE id = 1", "of its calls are not reversed"),
    ];

    [Fact]
    public void Verify_OfACorruptedLedger_SaysWhat()
    {
        using var ledger = new PostgresTestLedger();
        ledger.Bill("a", 2, First);
        ledger.Accounting.VoidRun(ledger.Bill("b", 2, Second), "wrong tenant");
        Assert.Empty(ledger.Accounting.Verify());
        foreach (var (corruption, expected) in Corruptions)
        {
            var problems = VerifyAfter(ledger, corruption);
            Assert.True(problems.Any(problem => problem.Contains(expected, StringComparison.Ordinal)), $"{corruption}: expected '{expected}', found {string.Join(" | ", problems)}");
        }
        Assert.Empty(ledger.Accounting.Verify());
    }

    // Corrupted and checked in a transaction that is rolled back.
    private static List<string> VerifyAfter(PostgresTestLedger ledger, string corruption)
    {
        List<string> problems = [];
        Assert.Throws<OperationCanceledException>(() => ledger.Postgres.Database.Transact<bool>(session =>
        {
            session.Execute(corruption);
            problems = PostgresVerifier.Verify(session);
            throw new OperationCanceledException();
        }));
        return problems;
    }
}
