using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Calls;

/// <summary>
/// Where the records of a chunk's calls stand: start and length within the chunk, row and offset within the decompressed input.
/// </summary>
[GenerateSerializer, Immutable, Alias(Aliases.RecordColumns)]
public sealed class RecordColumns
{
    [Id(0)] public int[] Start { get; init; } = [];
    [Id(1)] public int[] Length { get; init; } = [];
    [Id(2)] public long[] Row { get; init; } = [];
    [Id(3)] public long[] Offset { get; init; } = [];

    internal static RecordColumns From(List<ChunkCall> calls)
    {
        var columns = new RecordColumns
        {
            Start = new int[calls.Count],
            Length = new int[calls.Count],
            Row = new long[calls.Count],
            Offset = new long[calls.Count],
        };
        for (var call = 0; call < calls.Count; call++)
            (columns.Start[call], columns.Length[call], columns.Row[call], columns.Offset[call]) = calls[call].Record;
        return columns;
    }

    internal void RequireCount(int calls) => WrongMessage.Unless(
        Start.Length == calls && Length.Length == calls && Row.Length == calls && Offset.Length == calls,
        $"the columns of the records of {calls} calls differ in length");

    internal RecordSpan this[int call]
    {
        get
        {
            WrongMessage.Unless(Start[call] >= 0 && Length[call] >= 0 && Row[call] >= 1 && Offset[call] >= 0,
                "a record stands before the beginning of its chunk or input");
            return new(Start[call], Length[call], Row[call], Offset[call]);
        }
    }
}
