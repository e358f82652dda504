using Accounting.BatchClient.Cluster;

namespace Accounting.BatchClient.Tests.Cluster;

public sealed class RetryPolicyTests
{
    private static readonly RetryPolicy Policy = new();

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 20)]
    [InlineData(3, 80)]
    [InlineData(4, 120)]
    [InlineData(1_000_000, 120)]
    public void PatienceOf_UnansweredAttempts_Grows(int unanswered, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), Policy.PatienceOf(unanswered));

    [Theory]
    // Outcome, attempts, seconds since the first, suggested milliseconds: bounds of the pause in milliseconds, or none.
    [InlineData(nameof(CallOutcome.Unknown), 1, 0, 0, 50, 100)]
    [InlineData(nameof(CallOutcome.Unknown), 2, 1, 0, 100, 200)]
    [InlineData(nameof(CallOutcome.Unknown), 5, 5, 0, 800, 1_600)]
    [InlineData(nameof(CallOutcome.Unknown), 7, 10, 0, 2_500, 5_000)]
    [InlineData(nameof(CallOutcome.Unknown), 1_000_000, 299, 0, 2_500, 5_000)]
    [InlineData(nameof(CallOutcome.Unknown), 60, 300, 0, null, null)]
    [InlineData(nameof(CallOutcome.Busy), 1, 0, 20, 50, 100)]
    [InlineData(nameof(CallOutcome.Busy), 1, 0, 200, 100, 200)]
    [InlineData(nameof(CallOutcome.Busy), 9, 400, 200, 500, 1_000)]
    [InlineData(nameof(CallOutcome.Busy), 9, 400, 3_000, 1_500, 3_000)]
    [InlineData(nameof(CallOutcome.Busy), 9, 400, 60_000, 2_500, 5_000)]
    [InlineData(nameof(CallOutcome.Busy), 9_000, 3_600, 200, null, null)]
    [InlineData(nameof(CallOutcome.Refused), 1, 0, 0, null, null)]
    public void PauseAfter_Attempts_GrowsWithinItsBounds(string outcome, int attempts, int since, int suggested, int? least, int? most)
    {
        const int seed = 20261122;
        var random = new Random(seed);
        var seen = new HashSet<long>();
        for (var i = 0; i < 100; i++)
        {
            var pause = Policy.PauseAfter(Enum.Parse<CallOutcome>(outcome), attempts, TimeSpan.FromSeconds(since), TimeSpan.FromMilliseconds(suggested), random);
            Assert.Equal(least is null, pause is null);
            if (pause is not { } given) return;
            Assert.InRange(given, TimeSpan.FromMilliseconds(least!.Value), TimeSpan.FromMilliseconds(most!.Value));
            seen.Add(given.Ticks);
        }
        Assert.True(seen.Count > 50, $"seed {seed}: {seen.Count} different pauses of 100.");
    }
}
