using Accounting.Core.Ledger.Repricing;
using Accounting.Storage.Tests.Support;

namespace Accounting.Storage.Tests.Repricing;

/// <summary>Random usage, prices, cuts, interruptions, voids and repricings; each failure names its seed.</summary>
public abstract class RepricePropertyTests(LedgerKind kind, int cases) : LedgerTests(kind)
{
    [Fact]
    public void Invariant09_RepricedToVFromAnyState_IsTheLedgerBilledWithV()
    {
        for (var seed = 0; seed < cases; seed++) Check(seed);
    }

    private void Check(int seed)
    {
        var random = new Random(seed);
        using var ledger = NewLedger();
        using var wanted = NewLedger();
        var last = new RandomPrices("last", seed);
        var inputs = Enumerable.Range(0, random.Next(1, 5)).Select(number => NewInput(random, number)).ToList();
        foreach (var input in inputs)
        {
            var prices = NewPrices(random);
            var isVoided = random.Next(4) == 0;
            var first = random.Next(2) == 0 ? ledger.Bill(input.Uri, prices, random.Next(1, 6), random.Next(1, 4), input) : null;
            if (random.Next(2) == 0) ledger.Reprice(NewPrices(random), NewScope(random));
            var run = ledger.Bill(input.Uri, prices, random.Next(1, 6), int.MaxValue, input);
            if (random.Next(2) == 0) ledger.Reprice(NewPrices(random), NewScope(random));
            // A first attempt that was not interrupted is the run.
            if (isVoided) ledger.Accounting.VoidRun(first ?? run, "a test");
            else wanted.Bill(input.Uri, last, random.Next(1, 6), int.MaxValue, input);
        }
        var plan = ledger.Plan(last);
        Assert.Equal(plan.Entries, ledger.Reprice(last, plan: plan.Id).Entries);
        Assert.True(wanted.Accounting.Digest() == ledger.Accounting.Digest(), $"seed {seed}: not the ledger that was billed with the last prices");
        Assert.True(ledger.Plan(last) is { Entries: 0 }, $"seed {seed}: the same prices once more change something");
        Assert.True(ledger.Accounting.Verify() is [], $"seed {seed}: {string.Join(" ", ledger.Accounting.Verify())}");
    }

    private static TestInput NewInput(Random random, int number) => new(
        $"file:///{number}",
        [
            .. Enumerable.Range(0, random.Next(1, 20)).Select(call => new TestCall(
                $"{number}-{call}", Tenant: $"t{random.Next(2)}", Model: $"m{random.Next(3)}", Input: random.Next(3), Output: random.Next(1, 3), Slot: random.Next(3))
            {
                Cached = random.Next(2), IsUndated = random.Next(8) == 0,
            }),
        ]);

    private static RandomPrices NewPrices(Random random) => new($"v{random.Next(3)}", random.Next(3));

    private static RepriceScope NewScope(Random random) => new()
    {
        Tenants = random.Next(3) == 0 ? ["t0"] : [],
        Models = random.Next(3) == 0 ? ["m1", "m2"] : [],
        Since = random.Next(4) == 0 ? new Core.Usage.Slot(1_960_001).Start : null,
    };
}

public sealed class SqliteRepricePropertyTests() : RepricePropertyTests(LedgerKind.Sqlite, 20);

public sealed class PostgresRepricePropertyTests() : RepricePropertyTests(LedgerKind.Postgres, 3);
