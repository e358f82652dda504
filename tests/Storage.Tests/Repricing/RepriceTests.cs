using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Repricing;
using Accounting.Core.Pricing;
using Accounting.Storage.Tests.Support;

namespace Accounting.Storage.Tests.Repricing;

public abstract class RepriceTests(LedgerKind kind) : LedgerTests(kind)
{
    private static readonly TestInput Mixed = new("file:///a",
        new("1"), new("2", Model: "unknown", Slot: 2), new("3") { Cached = 7 }, new("4", Tenant: "globex", Model: "large", Slot: 9) { Cached = 9 }, new("5") { IsUndated = true });

    // Ten times what Standard says, but for "large", and "unknown" has a price.
    private static readonly ListedPrices Dearer = new("2", ("small", "0.00001", "0.000001", "0.00002"), ("large", "0.00001", "0.000001", "0.00002"), ("unknown", "0", "0", "0.5"));
    private static readonly ListedPrices Less = new("3", ("large", "0.00001", "0.000001", "0.00002"));

    [Fact]
    public void Plan_OtherPrices_SaysTheDifferenceByTenantAndModelAndPostsNothing()
    {
        using var ledger = NewLedger();
        ledger.Bill("a", 2, Mixed);
        var before = ledger.Accounting.Digest();
        var plan = ledger.Plan(Dearer);
        Assert.Equal(
            [
                new("acme", "small", 3, Money.Parse("0.00024"), Money.Parse("0.003607"), 1, 0),
                new("acme", "unknown", 1, null, Money.Parse("5"), 1, 0),
                new("globex", "large", 1, Money.Parse("0.001209"), Money.Parse("0.001209"), 0, 0),
            ],
            plan.Rows);
        Assert.Equal((3, 1), (plan.Entries, plan.Unchanged));
        Assert.Equal(new("1", 3, Money.Parse("5.003367")), Assert.Single(plan.Sources));
        Assert.Empty(plan.Unpriced);
        Assert.Equal(plan.Id, ledger.Plan(Dearer).Id);
        Assert.Equal(before, ledger.Accounting.Digest());
    }

    [Fact]
    public void Invariant09_Applied_IsALedgerBilledWithThosePricesAndTheTrailStays()
    {
        using var ledger = NewLedger();
        using var wanted = NewLedger();
        ledger.Bill("a", 2, Mixed);
        wanted.Bill("a", Dearer, 2, int.MaxValue, Mixed);
        var entries = ledger.Accounting.Entries(new()).ToList();
        var past = ledger.Time.Now;
        ledger.Time.Now += TimeSpan.FromHours(1);

        var receipt = ledger.Reprice(Dearer, reason: "the map was wrong");
        Assert.Equal((3, null), (receipt.Entries, receipt.Before));
        Assert.Equal(wanted.Accounting.Digest(), ledger.Accounting.Digest());
        var trail = ledger.Accounting.Entries(new()).ToList();
        Assert.Equal(entries.Select(entry => entry.Id), trail.Take(entries.Count).Select(entry => entry.Id));
        foreach (var entry in trail.Skip(entries.Count))
        {
            Assert.Equal((EntryKind.Adjustment, "2", "1", "the map was wrong"), (entry.Posting.Kind, entry.Posting.PriceVersion, entry.Posting.OldPriceVersion, entry.Posting.Reason));
            Assert.Equal((0, 0), (entry.Calls, entry.Quantities.Count));
        }
        Assert.Empty(ledger.Accounting.Verify());
        Assert.NotEqual(
            ledger.Accounting.Lines(new()).Sum(line => line.UnpricedCalls), ledger.Accounting.Lines(new() { PostedBefore = past + TimeSpan.FromMinutes(1) }).Sum(line => line.UnpricedCalls));
    }

    [Fact]
    public void Apply_TheSamePlanTwice_PostsNothingMore()
    {
        using var ledger = NewLedger();
        ledger.Bill("a", 2, Mixed);
        var plan = ledger.Plan(Dearer);
        var at = ledger.Time.Now;
        Assert.Equal(3, ledger.Reprice(Dearer, plan: plan.Id).Entries);
        ledger.Time.Now += TimeSpan.FromDays(1);
        var digest = ledger.Accounting.Digest();
        Assert.Equal((0, at, plan.Id), ledger.Reprice(Dearer, plan: plan.Id) is var again ? (again.Entries, again.Before, again.Applied) : default);
        Assert.Equal(0, ledger.Reprice(Dearer).Entries);
        Assert.Equal(digest, ledger.Accounting.Digest());
    }

    [Fact]
    public void Apply_ForthAndBackAndForth_PostsEachTime()
    {
        using var ledger = NewLedger();
        ledger.Bill("a", 2, Mixed);
        var plans = new HashSet<string>();
        foreach (var prices in new IPriceList[] { Dearer, TestPrices.Standard, Dearer, TestPrices.Standard })
        {
            var plan = ledger.Plan(prices);
            Assert.True(plans.Add(plan.Id));
            Assert.Equal(3, ledger.Reprice(prices, plan: plan.Id).Entries);
        }
        Assert.Empty(ledger.Accounting.Verify());
    }

    [Fact]
    public void Apply_PlanOfAnotherState_IsRefusedWithNothingPosted()
    {
        using var ledger = NewLedger();
        ledger.Bill("a", 2, Mixed);
        var scope = new RepriceScope { Tenants = ["acme"] };
        var plan = ledger.Plan(Dearer, scope);
        ledger.Bill("b", 2, new TestInput("file:///b", new TestCall("9", Tenant: "initech")));
        Assert.Equal(plan.Id, ledger.Plan(Dearer, scope).Id); // What lies outside of the scope does not matter.
        ledger.Bill("c", 2, new TestInput("file:///c", new TestCall("10")));
        var digest = ledger.Accounting.Digest();
        Assert.Contains("out of date", Refusal(() => ledger.Reprice(Dearer, scope, plan.Id)), StringComparison.Ordinal);
        Assert.Contains("out of date", Refusal(() => ledger.Reprice(Less, scope, ledger.Plan(Dearer, scope).Id)), StringComparison.Ordinal);
        Assert.Contains("without a reason", Refusal(() => ledger.Reprice(Dearer, reason: " ")), StringComparison.Ordinal);
        Assert.Equal(digest, ledger.Accounting.Digest());
    }

    [Fact]
    public void Invariant05_PriceGoesAway_UsageIsUnpricedNotFree()
    {
        using var ledger = NewLedger();
        using var wanted = NewLedger();
        ledger.Bill("a", 2, Mixed);
        wanted.Bill("a", Less, 2, int.MaxValue, Mixed);
        var receipt = ledger.Reprice(Less);
        Assert.Equal([new("small", 3, 337), new("unknown", 1, 110)], receipt.Plan.Unpriced);
        Assert.Equal(wanted.Accounting.Digest(), ledger.Accounting.Digest());
        Assert.Equal(4, ledger.Accounting.Lines(new()).Sum(line => line.UnpricedCalls));
        Assert.All(ledger.Accounting.Lines(new() { Models = ["small"] }), line => Assert.Null(line.Amount));
        Assert.Empty(ledger.Accounting.Verify());
    }

    [Fact]
    public void Invariant13_VoidAfterReprice_LeavesNothingAndCanBeBilledAgain()
    {
        using var ledger = NewLedger();
        var empty = ledger.Accounting.Digest();
        var run = ledger.Bill("a", 2, Mixed);
        var billed = ledger.Accounting.Digest();
        ledger.Reprice(Dearer);
        ledger.Reprice(Less);
        ledger.Accounting.VoidRun(run, "wrong tenant");
        Assert.Equal(empty, ledger.Accounting.Digest());
        Assert.Empty(ledger.Accounting.Lines(new()));
        Assert.Equal(0, ledger.Reprice(Dearer).Entries);
        ledger.Bill("a", 3, Mixed);
        Assert.Equal(billed, ledger.Accounting.Digest());
        Assert.Empty(ledger.Accounting.Verify());
    }

    [Fact]
    public void Apply_RunGoneOnWithItsOldPrices_FindsWhatCameLater()
    {
        using var ledger = NewLedger();
        using var wanted = NewLedger();
        ledger.Bill("a", TestPrices.Standard, 2, 1, Mixed);
        Assert.Equal(2, ledger.Reprice(Dearer).Entries);
        ledger.Bill("a", TestPrices.Standard, 2, int.MaxValue, Mixed);
        wanted.Bill("a", Dearer, Mixed);
        var plan = ledger.Plan(Dearer);
        Assert.Equal(new("1", 2, plan.Rows.Aggregate(Money.Zero, (sum, row) => sum + row.Difference)), plan.Sources.Single(source => source.Entries > 0));
        ledger.Reprice(Dearer, plan: plan.Id);
        Assert.Equal(wanted.Accounting.Digest(), ledger.Accounting.Digest());
        Assert.Equal(0, ledger.Reprice(Dearer).Entries);
        Assert.Empty(ledger.Accounting.Verify());
    }

    [Fact]
    public void Apply_CancelledAnywhere_StoresNothingAndCanBeDoneAgain()
    {
        using var ledger = NewLedger();
        using var wanted = NewLedger();
        ledger.Bill("a", 2, Mixed);
        wanted.Bill("a", Dearer, Mixed);
        var (billed, plan) = (ledger.Accounting.Digest(), ledger.Plan(Dearer).Id);
        for (var key = 1; key <= 5; key++)
        {
            using var source = new CancellationTokenSource();
            var prices = new InterruptingPrices(Dearer, key, source.Cancel);
            Assert.ThrowsAny<OperationCanceledException>(() => ledger.RepriceUntil(prices, new(new(), new(), "a test", plan), source.Token));
            Assert.Equal(billed, ledger.Accounting.Digest());
        }
        ledger.Reopen();
        ledger.Reprice(Dearer, plan: plan);
        Assert.Equal(wanted.Accounting.Digest(), ledger.Accounting.Digest());
        Assert.Empty(ledger.Accounting.Verify());
    }

    [Fact]
    public void Scope_TenantModelProviderAndTime_AreAllThatChanges()
    {
        using var ledger = NewLedger();
        ledger.Bill("a", 2, Mixed);
        (RepriceScope Scope, long Entries)[] cases =
        [
            (new() { Tenants = ["acme"] }, 3), (new() { Tenants = ["globex"] }, 0), (new() { Models = ["unknown", "large"] }, 1), (new() { Providers = ["openai"] }, 3),
            (new() { Providers = ["azure"] }, 0), (new() { Since = SlotStart(1) }, 1), (new() { Until = SlotStart(1) }, 1), (new() { Since = SlotStart(0), Until = SlotStart(3) }, 2),
        ];
        foreach (var (scope, entries) in cases) Assert.Equal((scope, entries), (scope, ledger.Plan(Dearer, scope).Entries));
        Assert.Equal(8, cases.Select(item => ledger.Plan(Dearer, item.Scope).Id).Distinct().Count());
    }

    private sealed class InterruptingPrices(IPriceList prices, int key, Action interrupt) : IPriceList
    {
        private int _keys;

        public string Version => prices.Version;

        public string Digest => prices.Digest;

        public Rates? Find(EntryKey entryKey, DateTimeOffset undatedAt)
        {
            if (++_keys == key) interrupt();
            return prices.Find(entryKey, undatedAt);
        }
    }

    private static DateTimeOffset SlotStart(int slot) => new Core.Usage.Slot(1_960_000 + slot).Start;

    private static string Refusal(Action act)
    {
        var exception = Assert.Throws<LedgerException>(act);
        Assert.Equal(LedgerFault.Refused, exception.Fault);
        return exception.Message;
    }
}

public sealed class SqliteRepriceTests() : RepriceTests(LedgerKind.Sqlite);

public sealed class PostgresRepriceTests() : RepriceTests(LedgerKind.Postgres);
