using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Closing;
using Accounting.Core.Usage;
using Accounting.Storage.Tests.Support;

namespace Accounting.Storage.Tests.Closing;

/// <summary>The calls of tests lie in November 2025; the ledger's clock stands in October 2026.</summary>
public abstract class CloseMonthTests(LedgerKind kind) : LedgerTests(kind)
{
    private const int SlotsOfADay = 96;

    private static readonly Month November = new(2025, 11);
    private static readonly TestInput Usage = new("file:///a", new("1"), new("2", "bolt", Slot: 10 * SlotsOfADay), new("3") { IsUndated = true });

    [Fact]
    public void CloseMonth_IsKeptInOrderWithTheLastPosting()
    {
        using var ledger = NewLedger();
        ledger.Bill("a", 2, Usage);
        var first = ledger.Accounting.CloseMonth(new(November, "acme", "ops", "audited", WithEarlier: false));
        Assert.Equal(new(November, "acme", ledger.Time.Now, "ops", "audited", 2), first);
        ledger.Bill("b", 2, new TestInput("file:///b", new TestCall("9")));
        ledger.Time.Now += TimeSpan.FromDays(1);
        var second = ledger.Accounting.CloseMonth(new(November.Plus(1), null, "", "", WithEarlier: true));
        Assert.Equal((3L, (string?)null), (second.LastPosting, second.Tenant));
        ledger.Reopen();
        Assert.Equal([first, second], ledger.Accounting.Closings());
        Assert.Empty(ledger.Accounting.Verify());
    }

    [Fact]
    public void CloseMonth_OnAnEmptyLedger_HasNoPosting()
    {
        using var ledger = NewLedger();
        Assert.Empty(ledger.Accounting.Closings());
        Assert.Equal(0, ledger.Accounting.CloseMonth(new(November, null, "ops", "", WithEarlier: false)).LastPosting);
    }

    [Fact]
    public void CloseMonth_WithAnOpenOneBefore_IsRefusedUnlessSaidSo()
    {
        using var ledger = NewLedger();
        ledger.Bill("a", 2, Usage);
        Refused(ledger, new(November.Plus(1), null, "ops", "", WithEarlier: false), "has usage in 2025-11, which is still open");
        Refused(ledger, new(November.Plus(2), "bolt", "ops", "", WithEarlier: false), "tenant bolt has usage in 2025-12");
        ledger.Accounting.CloseMonth(new(November, null, "ops", "", WithEarlier: false));
        Refused(ledger, new(November, "acme", "ops", "", WithEarlier: false), "was closed on 2026-10-01 12:00 UTC by ops");
    }

    [Fact]
    public void ClosedMonths_ChangedOrDeleted_AreRefusedByTheLedgerItself()
    {
        using var ledger = NewLedger();
        ledger.Accounting.CloseMonth(new(November, null, "ops", "", WithEarlier: false));
        foreach (var statement in new[] { "UPDATE closed_months SET last_posting = 0", "DELETE FROM closed_months" })
            Assert.Throws<LedgerException>(() => ledger.Corrupt(statement));
    }

    private static void Refused(TestLedger ledger, CloseMonthRequest request, string message)
    {
        var exception = Assert.Throws<LedgerException>(() => ledger.Accounting.CloseMonth(request));
        Assert.Equal(LedgerFault.Refused, exception.Fault);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }
}

public sealed class CloseMonth_OnSqliteTests() : CloseMonthTests(LedgerKind.Sqlite);

public sealed class CloseMonth_OnPostgresTests() : CloseMonthTests(LedgerKind.Postgres)
{
    [Fact]
    public async Task Invariant10_ClosedWhileOthersPost_HasTheSameEntriesForEver()
    {
        using var ledger = new PostgresTestLedger();
        var token = TestContext.Current.CancellationToken;
        var writers = Enumerable.Range(0, 3).Select(writer => Task.Run(() =>
        {
            using var own = ledger.Open(LedgerAccess.ReadWrite);
            var input = new TestInput($"file:///{writer}", [.. Enumerable.Range(0, 60).Select(number => new TestCall($"{writer}-{number}", $"tenant-{number % 3}", Slot: number % 7))]);
            var run = own.StartOrResume(Plans.Of($"command {writer}", input));
            foreach (var chunk in Chunks.Of(0, input, 2, InputPosition.Start)) own.PostChunk(run.Run, chunk, TestPrices.Standard);
        }, token)).ToList();

        using var closer = ledger.Open(LedgerAccess.ReadWrite);
        while (!closer.Entries(new()).Any()) await Task.Delay(1, token);
        var seen = new List<(long Last, long[] Entries)>();
        for (var month = 1; month <= 3; month++)
        {
            var closing = closer.CloseMonth(new(new(2025, month), null, "ops", "", WithEarlier: false));
            seen.Add((closing.LastPosting, [.. closer.Entries(new() { PostingsUpTo = closing.LastPosting }).Select(entry => entry.Id)]));
        }
        await Task.WhenAll(writers);
        foreach (var (last, entries) in seen) Assert.Equal(entries, closer.Entries(new() { PostingsUpTo = last }).Select(entry => entry.Id));
        Assert.Equal(180, closer.Entries(new()).Sum(entry => entry.Calls));
        Assert.True(seen[0].Entries.Length > 0);
    }
}
