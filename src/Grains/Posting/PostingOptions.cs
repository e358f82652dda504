namespace Accounting.Grains.Posting;

/// <summary>
/// How much of the ledger's work a silo takes on at once. Every queue is bounded: what goes beyond it is refused, and the client waits
/// (invariant 11).
/// </summary>
public sealed class PostingOptions
{
    /// <summary>Parts that wait for the writer, at most. Default: 20,000, a few groups of 2,000 spend keys each.</summary>
    public int QueuedPartsMax { get; set; } = 20_000;

    /// <summary>Calls in the parts that wait for the writer, at most; about 150 bytes each. Default: 400,000.</summary>
    public int QueuedCallsMax { get; set; } = 400_000;

    /// <summary>Parts in one transaction, at most. Default: 4,000.</summary>
    public int CommitPartsMax { get; set; } = 4_000;

    /// <summary>Calls in one transaction, at most: it bounds how long its rows stay locked. Default: 40,000.</summary>
    public int CommitCallsMax { get; set; } = 40_000;

    /// <summary>
    /// Parts of one group that are under way to their spend grains at once. Default: 1,024; the writer can only commit together what waits.
    /// </summary>
    public int PartsInFlightMax { get; set; } = 1_024;

    /// <summary>
    /// A part of fewer calls is committed by the run's own silo, with all others of its group; from here on by its spend grain. Default: 64, a
    /// message's cost spread over so many calls. 1: all by their grains.
    /// </summary>
    public int SpendGrainCallsMin { get; set; } = 64;

    /// <summary>Threads that move runs on. Default: 4.</summary>
    public int StepThreads { get; set; } = 4;

    /// <summary>Threads that answer questions, apart from those, so that no question holds up a bill. Default: 4.</summary>
    public int QueryThreads { get; set; } = 4;

    /// <summary>Steps, and apart from them questions, that wait for a thread, at most. Default: 1,000.</summary>
    public int QueuedStepsMax { get; set; } = 1_000;

    /// <summary>Spend grains that one question asks at once. Default: 64.</summary>
    public int QuestionsInFlightMax { get; set; } = 64;

    /// <summary>
    /// Lines that a spend grain keeps in memory, at most, about 600 bytes each; beyond them each question reads the ledger. Default: 5,000.
    /// </summary>
    public int HeldLinesMax { get; set; } = 5_000;

    /// <summary>How long a client that was refused is told to wait. Default: 200 ms.</summary>
    public TimeSpan BusyPause { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>What is wrong with the values, a sentence each; none if all is well.</summary>
    public IEnumerable<string> Problems()
    {
        (string Name, long Value, long Max)[] limits =
        [
            (nameof(QueuedPartsMax), QueuedPartsMax, 1_000_000),
            (nameof(QueuedCallsMax), QueuedCallsMax, 100_000_000),
            (nameof(CommitPartsMax), CommitPartsMax, 100_000),
            (nameof(CommitCallsMax), CommitCallsMax, 1_000_000),
            (nameof(PartsInFlightMax), PartsInFlightMax, 100_000),
            (nameof(SpendGrainCallsMin), SpendGrainCallsMin, 1_000_000),
            (nameof(StepThreads), StepThreads, 256),
            (nameof(QueryThreads), QueryThreads, 256),
            (nameof(QueuedStepsMax), QueuedStepsMax, 1_000_000),
            (nameof(QuestionsInFlightMax), QuestionsInFlightMax, 10_000),
            (nameof(HeldLinesMax), HeldLinesMax, 1_000_000),
            ($"{nameof(BusyPause)} in milliseconds", (long)BusyPause.TotalMilliseconds, 60_000),
        ];
        return limits.Where(limit => limit.Value < 1 || limit.Value > limit.Max)
            .Select(limit => $"{limit.Name} is {limit.Value}; expected 1 to {limit.Max}.");
    }
}
