namespace Accounting.Storage.Tests.Support;

/// <summary>What a ledger is stored in.</summary>
public enum LedgerKind
{
    Sqlite,
    Postgres,
}

/// <summary>Tests that hold for every ledger: each class of them has one heir per kind.</summary>
public abstract class LedgerTests(LedgerKind kind)
{
    private protected TestLedger NewLedger() => kind == LedgerKind.Sqlite ? new SqliteTestLedger() : new PostgresTestLedger();
}
