namespace Accounting.Grains.Interfaces;

/// <summary>
/// What one message may hold. Whoever makes one stays within it; whoever gets one refuses what goes beyond it (invariant 11).
/// </summary>
public static class MessageLimits
{
    /// <summary>
    /// Bytes of one message, set on silo and client alike: a chunk of one line of 64 MiB, and its answer, must pass. Beyond Orleans'
    /// default of 100 MiB.
    /// </summary>
    public const int MessageBytesMax = 160 << 20;
    /// <summary>Chunks in one posting.</summary>
    public const int ChunksMax = 256;
    /// <summary>Calls in one chunk or part: a line of 64 MiB cut into calls of a few bytes.</summary>
    public const int CallsMax = 4_000_000;
    /// <summary>Lines in one answer to a question; a spend key that has more is answered whole.</summary>
    public const int LinesMax = 20_000;
    /// <summary>Lines in one answer about a run, or about a moment of posting: each page reads all of them anew. About 25 MB.</summary>
    public const int RunLinesMax = 100_000;
    /// <summary>Inputs of all runs in one answer; a run that has more is answered whole.</summary>
    public const int RunInputsMax = 20_000;
    /// <summary>Raw bytes of quarantined records in one answer.</summary>
    public const int QuarantineBytesMax = 8 << 20;
}
