using Accounting.Core.Ledger;

namespace Accounting.LogReading.Inputs;

/// <summary>
/// A piece of an input that is counted and posted as one: whole lines, and what was wrong with lines that could not be taken whole.
/// </summary>
public sealed class Chunk
{
    public required int InputOrdinal { get; init; }
    /// <summary>Where the first line of <see cref="Bytes"/> stands in the decompressed input.</summary>
    public required InputPosition Start { get; init; }
    /// <summary>Where the next chunk begins.</summary>
    public required InputPosition Next { get; init; }
    /// <summary>Whole lines, each but the last of an input with its line feed. Belongs to the chunk until <see cref="Release"/>.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }
    public required bool EndOfInput { get; init; }
    /// <summary>With the last chunk of an input that was read whole in one go.</summary>
    public string? InputSha256 { get; init; }
    /// <summary>
    /// Records that the reader itself had to refuse: a line beyond the limit, a broken archive. Not in <see cref="Bytes"/>.
    /// </summary>
    public IReadOnlyList<QuarantinedRecord> Rejected { get; init; } = [];
    /// <summary>Gives the memory back; the bytes may not be used afterwards.</summary>
    public Action Release { get; init; } = static () => { };
}
