using System.Globalization;
using Accounting.BatchClient.Tests.Support;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Tests.Spend;

public sealed class SpendWindowTests
{
    [Theory]
    [InlineData("2026-10-01", "2026-10-02", "2026-10-01T00:00:00Z", "2026-10-02T00:00:00Z")]
    [InlineData("20261001", "20261101", "2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z")]
    [InlineData("2026-10-01T08:30:00Z", "2026-10-01T09:30:00+00:30", "2026-10-01T08:30:00Z", "2026-10-01T09:00:00Z")]
    [InlineData("2026-10-01t08:30z", "2026-10-01 09:00", "2026-10-01T08:30:00Z", "2026-10-01T09:00:00Z")]
    [InlineData("2026-10-01T08:30:00.001Z", "2026-10-01T09:01:00Z", "2026-10-01T08:45:00Z", "2026-10-01T09:15:00Z")]
    public void Window_AnyForm_IsResolvedToSlotsInUtc(string since, string until, string resolvedSince, string resolvedUntil)
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("a", "m", "1") };

        var result = harness.Run("spend", "--json", "--since", since, "--until", until);

        Assert.Equal(
            $$"""{"since":"{{resolvedSince}}","until":"{{resolvedUntil}}","timezone":"UTC"}""", result.Json.GetProperty("window").GetRawText());
    }

    [Theory]
    [InlineData("11:45", false)]
    [InlineData("12:00", true)]
    [InlineData("12:45", true)]
    [InlineData("13:00", false)]
    public void Window_Boundaries_AreHalfOpen(string time, bool isInside)
    {
        var slot = Slot.At(DateTimeOffset.Parse($"2026-10-01T{time}:00Z", CultureInfo.InvariantCulture));
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("a", "m", "1", slot: slot) };

        var json = harness.Run("spend", "--json", "--since", "2026-10-01T12:00:00Z", "--until", "2026-10-01T13:00:00Z").Json;

        Assert.Equal(isInside ? 1 : 0, json.GetProperty("total").GetProperty("calls").GetInt64());
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-13-01")]
    [InlineData("2026-10-1")]
    [InlineData("1969-12-31")]
    [InlineData("9999-12-31")]
    [InlineData("")]
    public void Since_NotATime_IsWrongUsage(string since)
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger() };

        var result = harness.Run("spend", "--since", since);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("", result.Out);
        Assert.StartsWith($"accounting: --since '{since}' is not a time. Expected a date (2026-10-01", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-10-02", "2026-10-01")]
    [InlineData("2026-10-01", "2026-10-01")]
    public void Window_Empty_IsWrongUsage(string since, string until)
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger() };

        var result = harness.Run("spend", "--since", since, "--until", until);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("The window is empty", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Timezone_Berlin_MovesTheDayNotTheWindow()
    {
        var slot = Slot.At(new(2026, 9, 30, 22, 15, 0, TimeSpan.Zero));
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("a", "m", "1", slot: slot) };

        var json = harness.Run("spend", "--json", "--group-by", "hour,day,week,month", "--timezone", "Europe/Berlin", "--until", "2026-10-01").Json;

        var row = json.GetProperty("rows")[0];
        Assert.Equal("2026-10-01T00:00:00+02:00", row.GetProperty("hour").GetString());
        Assert.Equal("2026-10-01", row.GetProperty("day").GetString());
        Assert.Equal("2026-10", row.GetProperty("month").GetString());
        Assert.Equal("Europe/Berlin", json.GetProperty("window").GetProperty("timezone").GetString());
        Assert.Equal("2026-10-01T00:00:00Z", json.GetProperty("window").GetProperty("until").GetString());
    }

    [Fact]
    public void Timezone_HourThatOccursTwice_StaysTwoHours()
    {
        var ledger = new FakeLedger();
        foreach (var hour in new[] { 0, 1 }) ledger.Add("a", "m", "1", slot: Slot.At(new(2026, 10, 25, hour, 0, 0, TimeSpan.Zero)));
        using var harness = new CommandHarness { Ledger = ledger };

        var rows = harness.Run("spend", "--json", "--group-by", "hour", "--timezone", "Europe/Berlin").Json.GetProperty("rows");

        Assert.Equal(
            ["2026-10-25T02:00:00+01:00", "2026-10-25T02:00:00+02:00"], rows.EnumerateArray().Select(row => row.GetProperty("hour").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Timezone_QuarterHourOffset_NamesTheLocalHour()
    {
        var slot = Slot.At(new(2026, 10, 1, 18, 15, 0, TimeSpan.Zero));
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("a", "m", "1", slot: slot) };

        var row = harness.Run("spend", "--json", "--group-by", "hour", "--timezone", "Asia/Kathmandu").Json.GetProperty("rows")[0];

        Assert.Equal("2026-10-02T00:00:00+05:45", row.GetProperty("hour").GetString());
    }

    [Fact]
    public void Timezone_Unknown_SuggestsNearOnes()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger() };

        var result = harness.Run("spend", "--timezone", "Europe/Berln");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Did you mean 'Europe/Berlin'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Undated_Calls_AreListedInIncomplete()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("a", "m", "1").Add("a", "m", "2", input: 3, output: 4, slot: Slot.Undated, calls: 5) };

        var result = harness.Run("spend", "--json", "--group-by", "day");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("""{"calls":5,"tokens":7}""", result.Json.GetProperty("incomplete").GetProperty("undated").GetRawText());
        Assert.Equal("undated", result.Json.GetProperty("rows")[1].GetProperty("day").GetString());
        Assert.Contains("5 calls (7 tokens) without a time in the log", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Undated_CallsWithAWindow_AreOutsideOfItButListed()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("a", "m", "1").Add("a", "m", "2", input: 3, output: 4, slot: Slot.Undated, calls: 5) };

        var result = harness.Run("spend", "--json", "--since", "2026-10-01");

        Assert.Equal("1", result.Json.GetProperty("total").GetProperty("cost").GetString());
        Assert.Equal("""{"calls":5,"tokens":7,"in_total":false}""", result.Json.GetProperty("incomplete").GetProperty("undated").GetRawText());
        Assert.Contains("in no window and not in this total", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void PostedBefore_Given_ReachesTheLedger()
    {
        var ledger = new FakeLedger().Add("a", "m", "1");
        using var harness = new CommandHarness { Ledger = ledger };

        var json = harness.Run("spend", "--json", "--posted-before", "2026-11-01T08:30:15Z").Json;

        Assert.Equal(new(2026, 11, 1, 8, 30, 15, TimeSpan.Zero), ledger.LastFilter!.PostedBefore);
        Assert.Equal("2026-11-01T08:30:15Z", json.GetProperty("posted_before").GetString());
    }
}
