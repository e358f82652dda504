namespace Accounting.BatchClient.Cluster;

/// <summary>
/// When a call to the cluster is made again. Pure: what is known of the attempts so far, and chance, decide. The only place in the program where calls are repeated;
/// all of them may be, since each has an id and is answered as done where it was done before.
/// </summary>
internal sealed record RetryPolicy
{
    /// <summary>The pause after a first failure; each further one doubles it.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>No pause is longer: a silo that was restarted is found again within it.</summary>
    public TimeSpan PauseMax { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A silo that refuses for being busy frees a place within about this time: waiting longer would leave it idle.</summary>
    public TimeSpan BusyPauseMax { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Without any answer for so long, the command ends: longer than a cluster takes to find a silo dead and to go on without it, or a node to be replaced.</summary>
    public TimeSpan SilenceMax { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Refused as busy for so long, the command ends: the cluster answers, but works for others only, or not at all.</summary>
    public TimeSpan BusyMax { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long a first attempt waits for its answer, each further one twice as long: far longer than a chunk takes. A silo that dies takes its answers with it, and
    /// nobody tells the client of it but the connection, where that was to the same silo.
    /// </summary>
    public TimeSpan FirstPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longer than counting the longest line takes; not longer than Orleans waits itself.</summary>
    public TimeSpan PatienceMax { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long to wait for the answer of an attempt.</summary>
    /// <param name="unanswered">How many attempts before it were not answered.</param>
    public TimeSpan PatienceOf(int unanswered) =>
        FirstPatience < TimeSpan.Zero ? FirstPatience : TimeSpan.FromTicks(Math.Min(FirstPatience.Ticks << Math.Min(unanswered, DoublingsMax), PatienceMax.Ticks));

    /// <summary>How long to wait before the next attempt; null: give up.</summary>
    /// <param name="outcome">Of the last attempt.</param>
    /// <param name="attempts">How many attempts in a row had this outcome, at least 1.</param>
    /// <param name="since">How long ago the first of them ended.</param>
    /// <param name="suggested">What a busy silo asked for; else nothing.</param>
    /// <param name="random">Spreads pauses, so that clients that failed together do not come back together.</param>
    public TimeSpan? PauseAfter(CallOutcome outcome, int attempts, TimeSpan since, TimeSpan suggested, Random random)
    {
        var isBusy = outcome == CallOutcome.Busy;
        if (outcome == CallOutcome.Refused || since >= (isBusy ? BusyMax : SilenceMax)) return null;
        var longest = isBusy ? BusyPauseMax : PauseMax;
        var first = suggested > FirstPause ? suggested : FirstPause;
        var doubled = first.Ticks << Math.Min(attempts - 1, DoublingsMax);
        var pause = Math.Max(Math.Min(doubled, longest.Ticks), Math.Min(suggested.Ticks, PauseMax.Ticks));
        return TimeSpan.FromTicks(pause / 2 + random.NextInt64(pause / 2 + 1));
    }

    // Far beyond the longest pause, and far from an overflow.
    private const int DoublingsMax = 12;
}

/// <summary>How an attempt ended, as far as repeating it is concerned.</summary>
internal enum CallOutcome
{
    /// <summary>No answer: it may have been done or not. Made again.</summary>
    Unknown = 0,
    /// <summary>Refused for lack of room; nothing was done. Made again after a pause.</summary>
    Busy = 1,
    /// <summary>Answered with a reason why not: another attempt would be answered alike.</summary>
    Refused = 2,
}
