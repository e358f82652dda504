using System.Globalization;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.Storage.Tests.Support;

namespace Accounting.Storage.Tests.Queries;

public abstract class EntriesTests(LedgerKind kind) : LedgerTests(kind)
{
    private static readonly TestInput Input = new("file:///a",
        new("1", "acme", "small", Slot: 0), new("2", "acme", "large", Slot: 1), new("3", "bolt", "small", Slot: 2), new("4", "bolt", "none") { IsUndated = true },
        new("5", "acme", "small", Slot: 0) { ReportedCost = Core.Amounts.Money.Parse("0.5") });

    public static TheoryData<string, EntryFilter, string> Cases => new()
    {
        { "everything", new(), "acme/small/1 acme/large/1 bolt/small/1 bolt/none/1 acme/small/1" },
        { "a tenant", new() { Of = new() { Tenants = ["bolt"] } }, "bolt/small/1 bolt/none/1" },
        { "a model", new() { Of = new() { Models = ["large"] } }, "acme/large/1" },
        { "a window", new() { Of = new() { Since = new Slot(1_960_001).Start } }, "acme/large/1 bolt/small/1" },
        { "a window and what has no time", new() { Of = new() { Since = new Slot(1_960_002).Start, WithUndated = true } }, "bolt/small/1 bolt/none/1" },
        { "a run that is not there", new() { Of = new() { Run = "r-none" } }, "" },
        { "after an entry", new() { After = 3 }, "bolt/none/1 acme/small/1" },
        { "after a posting", new() { PostingsAfter = 1 }, "bolt/small/1 bolt/none/1 acme/small/1" },
        { "up to a posting", new() { PostingsUpTo = 1 }, "acme/small/1 acme/large/1" },
        { "between postings", new() { PostingsAfter = 1, PostingsUpTo = 2 }, "bolt/small/1 bolt/none/1" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Entries_Filtered_AreThoseInTheirOrder(string what, EntryFilter filter, string expected)
    {
        using var ledger = NewLedger();
        ledger.Bill("a", 2, Input);
        var entries = ledger.Accounting.Entries(filter).ToList();
        Assert.Equal(entries.Select(entry => entry.Id).Order(), entries.Select(entry => entry.Id));
        Assert.Equal((what, expected), (what, string.Join(' ', entries.Select(Text))));
    }

    [Fact]
    public void Entries_OfAVoidedRun_AreBothWithWhatPostedThem()
    {
        using var ledger = NewLedger();
        var first = ledger.Bill("a", 9, Input);
        var charged = ledger.Time.Now;
        ledger.Bill("b", 9, new TestInput("file:///b", new TestCall("9")));
        ledger.Time.Now += TimeSpan.FromHours(1);
        ledger.Accounting.VoidRun(first, "wrong tenant");

        var entries = ledger.Accounting.Entries(new() { Of = new() { Run = first, Models = ["small"], Tenants = ["acme"] } }).ToList();
        Assert.Equal(
            [
                $"Charge {first} 2 0=200 8=20 0.00024 0.5 v1  {Stamp(charged)}",
                $"Void {first} -2 0=-200 8=-20 -0.00024 -0.5 v1 wrong tenant {Stamp(ledger.Time.Now)}",
            ],
            entries.Select(Whole));
        Assert.All(entries, entry => Assert.Equal((Plans.UndatedAt, (string?)null), (entry.Posting.UndatedAt, entry.Posting.OldPriceVersion)));
        Assert.Single(ledger.Accounting.Entries(new() { Of = new() { Run = first, Models = ["none"], PostedBefore = ledger.Time.Now } }));
        var unpriced = ledger.Accounting.Entries(new() { Of = new() { Models = ["none"] } }).ToList();
        Assert.Equal([(1L, 1L, null), (-1L, -1L, null)], unpriced.Select(entry => (entry.Calls, entry.UnpricedCalls, entry.Amount)));
    }

    [Fact]
    public void Entries_LeftUnread_CloseTheirConnection()
    {
        using var ledger = NewLedger();
        ledger.Bill("a", 2, Input);
        Assert.Equal("acme", ledger.Accounting.Entries(new()).First().Key.Tenant);
        ledger.Bill("b", 2, new TestInput("file:///b", new TestCall("9")));
    }

    private static string Text(LedgerEntry entry) => $"{entry.Key.Tenant}/{entry.Key.ResponseModel}/{entry.Calls}";

    private static string Whole(LedgerEntry entry) => string.Create(CultureInfo.InvariantCulture,
        $"{entry.Posting.Kind} {entry.Posting.Run} {entry.Calls} {string.Join(' ', entry.Quantities.Select(quantity => $"{(int)quantity.Meter}={quantity.Amount}"))} {entry.Amount} {entry.ReportedCost} v{entry.Posting.PriceVersion} {entry.Posting.Reason} {Stamp(entry.Posting.PostedAt)}");

    private static string Stamp(DateTimeOffset time) => time.ToString("u", CultureInfo.InvariantCulture);
}

public sealed class Entries_OnSqliteTests() : EntriesTests(LedgerKind.Sqlite);

public sealed class Entries_OnPostgresTests() : EntriesTests(LedgerKind.Postgres);
