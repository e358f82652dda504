using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Counting;

/// <summary>A chunk to count.</summary>
[GenerateSerializer, Immutable, Alias(Aliases.CountRequest)]
public sealed class CountRequest
{
    /// <summary>The same for each attempt: in logs and traces it tells a chunk sent again from another one.</summary>
    [Id(0)] public Guid Id { get; init; }
    [Id(1)] public string InputUri { get; init; } = "";
    [Id(2)] public ReadingMessage Reading { get; init; } = new();
    /// <summary>The input's place in the run's plan.</summary>
    [Id(3)] public int Input { get; init; }
    [Id(4)] public InputPosition Start { get; init; }
    [Id(5)] public InputPosition Next { get; init; }
    [Id(6)] public bool EndOfInput { get; init; }
    [Id(7)] public string? InputSha256 { get; init; }
    /// <summary>
    /// Whole lines. They are written to the connection after the call has begun, and not copied before: they may change only once it was
    /// answered, and never if it was not.
    /// </summary>
    [Id(8)] public ReadOnlyMemory<byte> Bytes { get; init; }
    /// <summary>Records that the reader of the input had to refuse; they are not in <see cref="Bytes"/>.</summary>
    [Id(9)] public QuarantinedRecord[] Rejected { get; init; } = [];
}
