using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Repricing;
using Accounting.Storage.Postgres;
using Accounting.Storage.Tests.Support;
using Npgsql;

namespace Accounting.Storage.Tests.Repricing;

/// <summary>Repricing on a server whose connections are lost, and beside others who bill, void and reprice.</summary>
public sealed class PostgresRepriceLocksTests
{
    private static readonly RandomPrices First = new("first", 1);
    private static readonly RandomPrices Last = new("last", 2);

    [Fact]
    public void Invariant09_ConnectionCutBeforeEachStatementInTurn_IsAsIfUndisturbed()
    {
        using var ledger = new PostgresTestLedger();
        ledger.Bill("a", First, Input("a"));
        var first = ledger.Accounting.Digest();
        var entries = ledger.Reprice(Last).Entries;
        var last = ledger.Accounting.Digest();
        var isCut = true;
        for (var statement = 1; isCut; statement++)
        {
            var count = 0;
            isCut = false;
            ledger.Postgres.Database.BeforeStatement = session =>
            {
                if (++count != statement) return;
                isCut = true;
                Cut(ledger, session);
            };
            var (prices, wanted) = statement % 2 == 1 ? (First, first) : (Last, last);
            var receipt = ledger.Reprice(prices);
            ledger.Postgres.Database.BeforeStatement = null;
            Assert.True(receipt.Entries == entries && ledger.Accounting.Digest() == wanted, $"cut before statement {statement}");
            Assert.True(statement > 8 || isCut, $"Only {statement} statements were met.");
        }
        Assert.Empty(ledger.Accounting.Verify());
    }

    [Fact]
    public async Task Reprice_BesideBillingVoidingAndRepricing_LosesNothing()
    {
        using var ledger = new PostgresTestLedger();
        var token = TestContext.Current.CancellationToken;
        var steps = Enumerable.Range(0, 6).Select(number => Task.Run(() =>
        {
            var name = $"run{number}";
            var run = ledger.Bill(name, First, Input(name));
            if (number % 3 == 0) ledger.Accounting.VoidRun(run, "a test");
            ledger.Postgres.Reprice(new RepriceOrder(new(), new(), "a test", null), number % 2 == 0 ? Last : First, token);
        }, token));
        await Task.WhenAll(steps);
        ledger.Reprice(Last);
        using var wanted = new PostgresTestLedger();
        foreach (var number in Enumerable.Range(0, 6).Where(number => number % 3 != 0)) wanted.Bill($"run{number}", Last, Input($"run{number}"));
        Assert.Equal(wanted.Accounting.Digest(), ledger.Accounting.Digest());
        Assert.Empty(ledger.Accounting.Verify());
    }

    private static void Cut(PostgresTestLedger ledger, PostgresSession session)
    {
        using var other = new NpgsqlConnection(ledger.Address.Connection.ConnectionString);
        other.Open();
        using var command = new NpgsqlCommand($"SELECT pg_terminate_backend({session.Connection.ProcessID}, 5000)", other);
        command.ExecuteScalar();
    }

    private static TestInput Input(string name) => new(
        $"file:///{name}", [.. Enumerable.Range(0, 12).Select(call => new TestCall($"{name}-{call}", Tenant: $"t{call % 2}", Model: $"m{call % 3}", Slot: call % 4) { IsUndated = call == 7 })]);
}
