using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Closing;
using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Ledger;

public class ClosedMonthsTests
{
    private static readonly Month s_august = new(2026, 8);
    private static readonly Month s_september = new(2026, 9);
    private static readonly Month s_october = new(2026, 10);
    private static readonly DateTimeOffset s_now = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-10", "2026-10-01", "2026-11-01")]
    [InlineData("2026-12", "2026-12-01", "2027-01-01")]
    [InlineData("0001-01", "0001-01-01", "0001-02-01")]
    public void Month_StartsAndEnds_AtUtcMidnight(string text, string start, string end)
    {
        var month = Month.Parse(text);
        Assert.Equal((text, start, end), (month.ToString(), $"{month.Start:yyyy-MM-dd}", $"{month.End:yyyy-MM-dd}"));
        Assert.Equal(month, Month.Of(month.End.AddTicks(-1)));
        Assert.Equal(month.Plus(1), Month.Of(Slot.At(month.End)));
    }

    [Theory]
    [InlineData("2026-13")]
    [InlineData("2026")]
    [InlineData("2026-1")]
    [InlineData("2026-10-01")]
    [InlineData("")]
    public void Month_OfAnotherForm_IsNone(string text) => Assert.False(Month.TryParse(text, out _));

    [Fact]
    public void OnTimeAndLate_AnyClosings_GiveEachEntryOneStatement()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var closings = Closings(random);
            var months = new ClosedMonths(closings, "acme");
            for (var number = 0; number < 100; number++)
            {
                var (usage, posting) = (s_august.Plus(random.Next(-3, 6)), (long)random.Next(1, 60));
                var on = Enumerable.Range(-4, 60).Select(s_august.Plus)
                    .Where(month => Has(months.OnTime(month), usage, posting) || (months.Late(month) is { } late && Has(late, usage, posting))).ToList();
                Assert.True(on is [_], $"seed {seed}: usage of {usage}, posting {posting}, is on {on.Count} statements");
                // The earliest that was open when it was posted: not before its own month.
                var closedThen = closings.Where(closing => closing.LastPosting < posting).Select(closing => closing.Month.Plus(1)).DefaultIfEmpty(usage).Max();
                Assert.Equal(closedThen > usage ? closedThen : usage, on[0]);
            }
        }
    }

    [Fact]
    public void Of_ATenantClosedByItself_IsNotChangedByAClosingForAll()
    {
        MonthClosing[] closings = [Closing(s_august, "acme", 5), Closing(s_august, "bolt", 7), Closing(s_august, null, 9), Closing(s_september, null, 11)];
        Assert.Equal((5L, 7L, 9L), (Last("acme", s_august), Last("bolt", s_august), Last("cask", s_august)));
        Assert.Equal((11L, 11L, (long?)null), (Last("acme", s_september), Last("cask", s_september), Last("acme", s_october)));
        Assert.Equal(5L, Last("acme", s_august.Plus(-3)));

        long? Last(string tenant, Month month) => new ClosedMonths(closings, tenant).Of(month)?.LastPosting;
    }

    [Fact]
    public void RequireClosable_AMonthThatIsOverAndNextInLine_IsClosable()
    {
        MonthClosing[] closings = [Closing(s_august, null, 5)];
        Check(s_september, null, closings, ("acme", s_august));
        Check(s_october, "acme", closings, ("acme", s_august), ("bolt", s_september));
        Check(s_october, null, [.. closings, Closing(s_september, "bolt", 6)], ("bolt", s_september));
    }

    [Theory]
    [InlineData("2026-11", null, "it is not over before 2026-12-01 UTC")]
    [InlineData("2030-01", null, "it is not over before 2030-02-01 UTC")]
    [InlineData("2026-08", null, "was closed on 2026-11-01 00:00 UTC by ops")]
    [InlineData("2026-07", null, "was closed with 2026-08")]
    [InlineData("2026-07", "acme", "of tenant acme was closed with 2026-08")]
    [InlineData("2026-10", null, "tenant acme has usage in 2026-09, which is still open")]
    public void RequireClosable_AMonthThatIsNot_IsRefusedWithItsReason(string month, string? tenant, string message)
    {
        var exception = Assert.Throws<LedgerException>(
            () => Check(Month.Parse(month), tenant, [Closing(s_august, null, 5)], ("bolt", s_october), ("acme", s_september), ("acme", s_august)));
        Assert.Equal(LedgerFault.Refused, exception.Fault);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    private static void Check(Month month, string? tenant, MonthClosing[] closings, params (string Tenant, Month Month)[] used) => ClosingRules.RequireClosable(
        new(month, tenant, "ops", "", WithEarlier: false), closings, used.Select(use => (use.Tenant, DateOnly.FromDateTime(use.Month.Start.UtcDateTime).AddDays(3))), s_now);

    private static MonthClosing Closing(Month month, string? tenant, long lastPosting) =>
        new(month, tenant, new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), "ops", "", lastPosting);

    private static List<MonthClosing> Closings(Random random)
    {
        var closings = new List<MonthClosing>();
        var (month, posting) = (s_august, 0L);
        while (random.Next(4) > 0)
        {
            month = month.Plus(random.Next(1, 3));
            closings.Add(Closing(month, random.Next(2) == 0 ? null : "acme", posting += random.Next(0, 20)));
            if (random.Next(3) == 0) closings.Add(Closing(month, "bolt", posting));
        }
        return closings;
    }

    private static bool Has(EntryFilter filter, Month usage, long posting) =>
        filter.Of.Includes(Slot.At(usage.Start.AddDays(7))) && posting > filter.PostingsAfter && (filter.PostingsUpTo is not { } last || posting <= last);
}
