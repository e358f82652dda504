using Accounting.Core.Ledger;

namespace Accounting.BatchClient.Tests.Support;

/// <summary>Runs to show.</summary>
internal static class Records
{
    public static readonly DateTimeOffset Start = new(2026, 10, 2, 3, 4, 5, TimeSpan.Zero);

    public static RunRecord Run(string name, RunState state = RunState.Finished, params RecordCounts[] counts)
    {
        PlannedInput[] inputs = [.. counts.Select((_, i) => new PlannedInput($"file:///logs/{i}.jsonl", 2_500_000, $"2500000-{i}"))];
        return new()
        {
            Run = name,
            State = state,
            StartedAt = Start,
            FinishedAt = state == RunState.Unfinished ? null : Start.AddSeconds(2.5),
            VoidReason = state == RunState.Voided ? "wrong tenant" : null,
            Plan = new()
            {
                CommandKey = "k", MappingKey = "m", Command = "accounting bill logs", Inputs = inputs, PriceVersion = "7", PriceDigest = "sha256:ab", UndatedAt = Start,
            },
            Inputs = [.. counts.Select((count, i) => new RunInputRecord { Ordinal = i, Input = inputs[i], Counts = count, Done = true, Sha256 = "ff" })],
        };
    }
}
