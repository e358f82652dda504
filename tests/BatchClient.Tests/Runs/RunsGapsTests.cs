using Accounting.BatchClient.Tests.Support;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Tests.Runs;

public sealed class RunsGapsTests
{
    private static Slot Day(int day) => Slot.At(new(2026, 10, day, 12, 0, 0, TimeSpan.Zero));

    private static FakeLedger Ledger() => new FakeLedger()
        .Add("acme", "gpt-4o", "1", slot: Day(1)).Add("acme", "gpt-4.1", "1", slot: Day(1)).Add("acme", "gpt-4o", "1", slot: Day(2)).Add("acme", "gpt-4o", "1", slot: Day(6))
        .Add("globex", "gpt-4o", "1", slot: Day(3)).Add("globex", "gpt-4o", "1", slot: Slot.Undated);

    [Theory]
    [InlineData("", "acme 2026-10-03..2026-10-05 3, globex 2026-10-04..2026-10-06 3")]
    [InlineData("--tenant acme", "acme 2026-10-03..2026-10-05 3")]
    [InlineData("--since 2026-10-05 --until 2026-10-08", "acme 2026-10-05..2026-10-05 1, acme 2026-10-07..2026-10-07 1, globex 2026-10-05..2026-10-07 3")]
    [InlineData("--since 2026-10-01 --until 2026-10-04 --tenant globex", "globex 2026-10-01..2026-10-02 2")]
    public void Gaps_Window_AreTheDaysWithoutACall(string arguments, string expected)
    {
        using var harness = new CommandHarness { Ledger = Ledger() };
        var answer = harness.Run(["runs", "gaps", "--json", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).Json;
        Assert.Equal(expected, string.Join(", ", answer.GetProperty("gaps").EnumerateArray()
            .Select(gap => $"{gap.GetProperty("tenant").GetString()} {gap.GetProperty("from").GetString()}..{gap.GetProperty("to").GetString()} {gap.GetProperty("days").GetInt32()}")));
    }

    [Fact]
    public void Gaps_None_SaysSo()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("acme", "gpt-4o", "1") };
        Assert.Contains("No gaps", harness.Run("runs", "gaps").Out, StringComparison.Ordinal);
    }
}
