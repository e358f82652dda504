using Accounting.Core.Ledger;
using Accounting.Storage.Postgres;
using Accounting.Storage.Tests.Support;
using Accounting.TestKit;

namespace Accounting.Storage.Tests.Postgres;

public sealed class PostgresSchemaTests
{
    private static readonly TestInput Input = new("file:///a", new("1"), new("2"));

    [Theory]
    [InlineData(LedgerAccess.ReadOnly)]
    [InlineData(LedgerAccess.ReadWrite)]
    public void Open_NoLedger_SaysSoAndMakesNone(LedgerAccess access)
    {
        Assert.SkipWhen(PostgresServer.Shared is null, PostgresServer.NoServer);
        var address = PostgresAddress.Parse(PostgresServer.NewSchema()!);
        AssertFault(LedgerFault.NotFound, "There is no ledger at", () => PostgresAccounting.Open(address, access, new ManualTime()));
        Assert.False(PostgresAccounting.Exists(address));
    }

    [Fact]
    public void Open_NoDatabaseOrNoServer_SaysSo()
    {
        Assert.SkipWhen(PostgresServer.Shared is null, PostgresServer.NoServer);
        var nowhere = PostgresAddress.Parse(new UriBuilder(PostgresServer.Shared) { Path = "/none" }.Uri.AbsoluteUri);
        AssertFault(LedgerFault.NotFound, "There is no database none", () => PostgresAccounting.Open(nowhere, LedgerAccess.Create, new ManualTime()));
        var silent = PostgresAddress.Parse("postgres://u:secret@127.0.0.1:1/d");
        AssertFault(LedgerFault.Unavailable, "cannot be reached", () => PostgresAccounting.Open(silent, LedgerAccess.Create, new ManualTime()));
    }

    [Fact]
    public async Task Create_ByManyAtOnceAndAgain_MakesOneLedger()
    {
        Assert.SkipWhen(PostgresServer.Shared is null, PostgresServer.NoServer);
        var address = PostgresAddress.Parse(PostgresServer.NewSchema()!);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => PostgresSchema.Create(address), TestContext.Current.CancellationToken)));
        PostgresSchema.Create(address);
        using var ledger = PostgresAccounting.Open(address, LedgerAccess.ReadOnly, new ManualTime());
        Assert.Empty(ledger.Runs());
        Assert.Empty(ledger.Verify());
    }

    [Theory]
    [InlineData(LedgerAccess.ReadOnly)]
    [InlineData(LedgerAccess.Create)]
    public void Open_ANewerLedger_IsRefused(LedgerAccess access)
    {
        using var ledger = new PostgresTestLedger();
        ledger.Corrupt("UPDATE ledger_version SET version = 99");
        AssertFault(LedgerFault.NewerVersion, "has format 99", () => ledger.Open(access));
    }

    [Fact]
    public void Create_WhereAnotherProgramHasTables_IsRefusedAndLeavesThem()
    {
        using var ledger = new PostgresTestLedger();
        ledger.Corrupt("DROP TABLE ledger_version", "DROP TABLE entries CASCADE");
        AssertFault(LedgerFault.NotALedger, "holds tables of another program", () => ledger.Open(LedgerAccess.Create));
        Assert.Equal(0L, ledger.Execute("SELECT count(*) FROM runs"));
    }

    [Fact]
    public void Open_ForQueries_RefusesToPost()
    {
        using var ledger = new PostgresTestLedger();
        using var reader = ledger.Open(LedgerAccess.ReadOnly);
        Assert.Throws<InvalidOperationException>(() => reader.StartOrResume(Plans.Of("a", Input)));
        Assert.Empty(reader.Runs());
    }

    [Fact]
    public void Entries_ChangedOrDeleted_AreRefusedByTheLedgerItself()
    {
        using var ledger = new PostgresTestLedger();
        ledger.Bill("a", 2, Input);
        foreach (var table in new[] { "entries", "postings", "price_maps" })
            foreach (var statement in new[] { $"UPDATE {table} SET id = DEFAULT", $"DELETE FROM {table}", $"TRUNCATE {table}" })
                Assert.Contains("posted is posted", Assert.Throws<LedgerException>(() => ledger.Corrupt(statement)).Message, StringComparison.Ordinal);
        Assert.Empty(ledger.Accounting.Verify());
    }

    [Fact]
    public void Open_ALedgerOfTheFirstVersion_IsBroughtUpToDateByWhoMayWrite()
    {
        using var ledger = new PostgresTestLedger();
        ledger.Bill("a", 2, Input);
        ledger.Corrupt("DROP TABLE reprices", "DROP TABLE closed_months", "DELETE FROM ledger_version", "INSERT INTO ledger_version VALUES (1)");
        using (var reader = ledger.Open(LedgerAccess.ReadOnly)) Assert.Empty(reader.Verify());
        Assert.Equal(1, ledger.Execute("SELECT max(version) FROM ledger_version"));
        ledger.Reopen();
        Assert.Equal(0L, ledger.Execute("SELECT count(*) FROM reprices"));
        Assert.Equal(PostgresSchema.Version, ledger.Execute("SELECT max(version) FROM ledger_version"));
        Assert.Empty(ledger.Accounting.Verify());
    }

    private static void AssertFault(LedgerFault fault, string message, Func<object> act)
    {
        var exception = Assert.Throws<LedgerException>(act);
        Assert.Equal(fault, exception.Fault);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
    }
}
