using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.Storage.Queries;
using Accounting.Storage.Tests.Support;

namespace Accounting.Storage.Tests.Queries;

public abstract class LinesTests(LedgerKind kind) : LedgerTests(kind)
{
    private static readonly DateTimeOffset Slot0 = new Slot(1_960_000).Start;

    private static readonly TestInput Input = new("file:///a",
        new("1", "acme", "small", Slot: 0), new("2", "acme", "large", Slot: 1), new("3", "bolt", "small", Slot: 2), new("4", "bolt", "small") { IsUndated = true },
        new("5", "acme", "small", Slot: 0));

    public static TheoryData<string, SpendFilter, string> Cases => new()
    {
        { "everything", new(), "acme/large/1 acme/small/2 bolt/small/1 bolt/small/1" },
        { "a tenant", new() { Tenants = ["bolt"] }, "bolt/small/1 bolt/small/1" },
        { "two tenants", new() { Tenants = ["bolt", "acme"] }, "acme/large/1 acme/small/2 bolt/small/1 bolt/small/1" },
        { "an unknown tenant", new() { Tenants = ["nobody"] }, "" },
        { "a model", new() { Models = ["large"] }, "acme/large/1" },
        { "tenant and model", new() { Tenants = ["bolt"], Models = ["large"] }, "" },
        { "since a slot", new() { Since = Slot0.AddMinutes(15) }, "acme/large/1 bolt/small/1" },
        { "since within a slot", new() { Since = Slot0.AddMinutes(15).AddTicks(1) }, "bolt/small/1" },
        { "until a slot", new() { Until = Slot0.AddMinutes(15) }, "acme/small/2" },
        { "until within a slot", new() { Until = Slot0.AddMinutes(15).AddTicks(1) }, "acme/large/1 acme/small/2" },
        { "a window of one slot", new() { Since = Slot0, Until = Slot0.AddMinutes(15) }, "acme/small/2" },
        { "an empty window", new() { Since = Slot0, Until = Slot0 }, "" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Lines_Filtered_AreThoseOf(string what, SpendFilter filter, string expected)
    {
        using var ledger = NewLedger();
        ledger.Bill("a", 2, Input);
        Assert.Equal((what, expected), (what, Text(ledger.Accounting.Lines(filter))));
    }

    [Fact]
    public void Lines_OfARunOrBeforeAPosting_AreOnlyThose()
    {
        using var ledger = NewLedger();
        var first = ledger.Bill("a", 2, Input);
        var between = ledger.Time.Now += TimeSpan.FromMinutes(1);
        var second = ledger.Bill("b", 2, new TestInput("file:///b", new TestCall("9", "cask")));
        ledger.Time.Now += TimeSpan.FromMinutes(1);
        ledger.Accounting.VoidRun(first, "wrong");
        Assert.Equal("cask/small/1", Text(ledger.Accounting.Lines(new() { Run = second })));
        Assert.Equal("", Text(ledger.Accounting.Lines(new() { Run = first })));
        Assert.Equal("", Text(ledger.Accounting.Lines(new() { Run = "r-none" })));
        Assert.Equal("acme/large/1 acme/small/2 bolt/small/1 bolt/small/1", Text(ledger.Accounting.Lines(new() { PostedBefore = between })));
        Assert.Equal("acme/large/1 acme/small/2 bolt/small/1 bolt/small/1 cask/small/1", Text(ledger.Accounting.Lines(new() { PostedBefore = between.AddTicks(1) })));
        Assert.Equal("cask/small/1", Text(ledger.Accounting.Lines(new())));
    }

    [Fact]
    public void Lines_TheModelOfAFilter_IsTheRequestedOneWhereTheResponseNamesNone()
    {
        using var ledger = NewLedger();
        var input = new TestInput("file:///a", new TestCall("1", Model: "named"));
        var run = ledger.Start("a", input).Run;
        var posting = Chunks.One(0, input, 0, 1);
        posting.Keys[0] = posting.Keys[0] with { ResponseModel = "" };
        ledger.Accounting.PostChunk(run, posting, TestPrices.Standard);
        Assert.Single(ledger.Accounting.Lines(new() { Models = ["named"] }));
    }

    [Fact]
    public void Lines_LeftUnread_CloseTheirConnection()
    {
        using var ledger = NewLedger();
        ledger.Bill("a", 2, Input);
        Assert.Equal("acme", ledger.Accounting.Lines(new()).First().Key.Tenant);
        ledger.Bill("b", 2, new TestInput("file:///b", new TestCall("9")));
    }

    [Fact]
    public void Digest_IsTheOneWrittenDown()
    {
        using var ledger = NewLedger();
        Assert.Equal("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", ledger.Accounting.Digest());
        var text = new System.Text.StringBuilder();
        ledger.Bill("a", 2, new TestInput("file:///a", new("1", "a\tb", Input: 200_000, Slot: 1), new("2", "c", "none") { IsUndated = true, Cached = 3 }));
        foreach (var line in ledger.Accounting.Lines(new())) LedgerDigest.AppendLine(text, line);
        Assert.Equal(
            "a\\tb\topenai\tsmall\tsmall\tchat\t2025-11-24T16:15Z\t9\t0\t\t0\t\t\t\t\t\t0\t1\t0=200000 8=10\t0.20002\n"
            + "c\topenai\tnone\tnone\tchat\tundated\t0\t0\t\t0\t\t\t\t\t\t0\t1\t0=100 1=3 8=10\tnull\n", text.ToString());
        var digest = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text.ToString()));
        Assert.Equal("sha256:" + Convert.ToHexStringLower(digest), ledger.Accounting.Digest());
    }

    [Fact]
    public void Digest_LeavesOutCountedMetersPriceVersionsRunsAndTimes()
    {
        using var ledger = NewLedger();
        using var other = NewLedger();
        other.Time.Now += TimeSpan.FromDays(3);
        ledger.Bill("a", 2, Input);
        var run = other.Accounting.StartOrResume(Plans.Of("b", Input) with { PriceVersion = "2", PriceDigest = "sha256:2" }).Run;
        var posting = Chunks.One(0, Input, 0, Input.Calls.Length);
        posting.Quantities.Add(new(Meter.CountedInputTokens, 99));
        posting.Calls[^1] = posting.Calls[^1] with { QuantityCount = posting.Calls[^1].QuantityCount + 1 };
        other.Accounting.PostChunk(run, posting, new TestPrices("2"));
        Assert.Equal(ledger.Accounting.Digest(), other.Accounting.Digest());
        Assert.Contains(other.Accounting.Lines(new()), line => line.Quantities.Contains(new(Meter.CountedInputTokens, 99)));
    }

    private static string Text(IEnumerable<LedgerLine> lines) =>
        string.Join(' ', lines.Select(line => $"{line.Key.Tenant}/{line.Key.ResponseModel}/{line.Calls}").Order(StringComparer.Ordinal));
}

public sealed class Lines_OnSqliteTests() : LinesTests(LedgerKind.Sqlite);

public sealed class Lines_OnPostgresTests() : LinesTests(LedgerKind.Postgres);
