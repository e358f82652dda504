namespace Accounting.Core.Ledger;

/// <summary>A run as the ledger knows it.</summary>
public sealed record RunRecord
{
    /// <summary>Short and unique, as typed in <c>runs show RUN</c>.</summary>
    public required string Run { get; init; }
    public required RunState State { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    /// <summary>Null while it is unfinished.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
    /// <summary>Why it was voided; null where it was not.</summary>
    public string? VoidReason { get; init; }
    public required RunPlan Plan { get; init; }
    public required IReadOnlyList<RunInputRecord> Inputs { get; init; }
}

/// <summary>What became of a run. The numbers are stored in ledgers.</summary>
public enum RunState
{
    /// <summary>Started and not finished: running, or interrupted.</summary>
    Unfinished = 0,
    Finished = 1,
    Voided = 2,
}

/// <summary>How far a run came with one input. <c>Read = Accepted + NotBillable + Duplicate + Conflicting + Rejected</c> (invariant 1).</summary>
public sealed record RunInputRecord
{
    public required int Ordinal { get; init; }
    public required PlannedInput Input { get; init; }
    /// <summary>Unchanged since it was billed by an earlier run with the same mapping: nothing was read.</summary>
    public bool Skipped { get; init; }
    /// <summary>Read to its end.</summary>
    public bool Done { get; init; }
    /// <summary>Where a resumption goes on.</summary>
    public InputPosition Next { get; init; } = InputPosition.Start;
    /// <summary>Of the input's bytes; null where it was not read whole in one go.</summary>
    public string? Sha256 { get; init; }
    public RecordCounts Counts { get; init; }
}

/// <summary>The five fates of a record, and their sum (invariant 1).</summary>
public readonly record struct RecordCounts(long Read, long Accepted, long NotBillable, long Duplicate, long Conflicting, long Rejected)
{
    public static RecordCounts operator +(RecordCounts left, RecordCounts right) => new(
        left.Read + right.Read, left.Accepted + right.Accepted, left.NotBillable + right.NotBillable,
        left.Duplicate + right.Duplicate, left.Conflicting + right.Conflicting, left.Rejected + right.Rejected);

    /// <summary>Whether each record read has exactly one fate.</summary>
    public bool IsConserved => Read == Accepted + NotBillable + Duplicate + Conflicting + Rejected;
}
