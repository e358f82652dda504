namespace Accounting.Core.Ledger.Parts;

/// <summary>How far a chunk whose calls are posted moves its run on.</summary>
public sealed record ChunkProgress
{
    /// <summary>The input's place in the run's plan.</summary>
    public required int Input { get; init; }
    /// <summary>Where the chunk begins: the stored position must be this one.</summary>
    public required InputPosition Start { get; init; }
    /// <summary>Where the next chunk of the input begins.</summary>
    public required InputPosition Next { get; init; }
    public bool EndOfInput { get; init; }
    /// <summary>On the last chunk of an input that was read whole in one go.</summary>
    public string? InputSha256 { get; init; }
    public RecordCounts Counts { get; init; }
    /// <summary>The rejected and conflicting records, in record order: as many as counted.</summary>
    public IReadOnlyList<QuarantinedRecord> Quarantined { get; init; } = [];
}
