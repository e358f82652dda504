using Accounting.Grains.Posting;

namespace Accounting.Silo.Configuration;

/// <summary>How much of the ledger's work the silo takes on at once: <see cref="PostingOptions"/> says what each setting means.</summary>
internal static class PostingSettings
{
    public static PostingOptions Read(SettingsReader reader)
    {
        var standard = new PostingOptions();
        return new()
        {
            QueuedPartsMax = reader.Number("Posting:QueuedPartsMax", standard.QueuedPartsMax, 1, 1_000_000),
            QueuedCallsMax = reader.Number("Posting:QueuedCallsMax", standard.QueuedCallsMax, 1, 100_000_000),
            CommitPartsMax = reader.Number("Posting:CommitPartsMax", standard.CommitPartsMax, 1, 100_000),
            CommitCallsMax = reader.Number("Posting:CommitCallsMax", standard.CommitCallsMax, 1, 1_000_000),
            PartsInFlightMax = reader.Number("Posting:PartsInFlightMax", standard.PartsInFlightMax, 1, 100_000),
            SpendGrainCallsMin = reader.Number("Posting:SpendGrainCallsMin", standard.SpendGrainCallsMin, 1, 1_000_000),
            StepThreads = reader.Number("Posting:StepThreads", standard.StepThreads, 1, 256),
            QueryThreads = reader.Number("Posting:QueryThreads", standard.QueryThreads, 1, 256),
            QueuedStepsMax = reader.Number("Posting:QueuedStepsMax", standard.QueuedStepsMax, 1, 1_000_000),
            QuestionsInFlightMax = reader.Number("Posting:QuestionsInFlightMax", standard.QuestionsInFlightMax, 1, 10_000),
            HeldLinesMax = reader.Number("Posting:HeldLinesMax", standard.HeldLinesMax, 1, 1_000_000),
            BusyPause = reader.Milliseconds("Posting:BusyPauseMs", (int)standard.BusyPause.TotalMilliseconds, 1, 60_000),
        };
    }
}
