using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Calls;

/// <summary>A counted chunk: a <see cref="ChunkPosting"/> that travels.</summary>
[GenerateSerializer, Immutable, Alias(Aliases.ChunkMessage)]
public sealed class ChunkMessage
{
    /// <summary>The input's place in the run's plan.</summary>
    [Id(0)] public int Input { get; init; }
    [Id(1)] public InputPosition Start { get; init; }
    [Id(2)] public InputPosition Next { get; init; }
    [Id(3)] public bool EndOfInput { get; init; }
    [Id(4)] public string? InputSha256 { get; init; }
    [Id(5)] public long Read { get; init; }
    [Id(6)] public long NotBillable { get; init; }
    [Id(7)] public EntryKey[] Keys { get; init; } = [];
    [Id(8)] public CallColumns Calls { get; init; } = new();
    [Id(9)] public RecordColumns Records { get; init; } = new();
    [Id(10)] public QuarantinedRecord[] Rejected { get; init; } = [];
    /// <summary>The chunk's bytes, where a posting asked for them; else empty.</summary>
    [Id(11)] public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <param name="posting">What was counted.</param>
    /// <param name="withBytes">Whether its bytes go with it.</param>
    public static ChunkMessage From(ChunkPosting posting, bool withBytes)
    {
        var calls = new CallColumnsBuilder(posting.Calls.Count);
        foreach (var call in posting.Calls) calls.Add(call.Id, call.Facts, call.Key, call.QuantityCount, call.ReportedCost);
        return new()
        {
            Input = posting.InputOrdinal,
            Start = posting.Start,
            Next = posting.Next,
            EndOfInput = posting.EndOfInput,
            InputSha256 = posting.InputSha256,
            Read = posting.Read,
            NotBillable = posting.NotBillable,
            Keys = [.. posting.Keys],
            Calls = calls.Build(posting.Quantities),
            Records = RecordColumns.From(posting.Calls),
            Rejected = [.. posting.Rejected],
            Bytes = withBytes ? posting.Bytes : default,
        };
    }

    /// <summary>Fills a posting, which the caller has cleared. Its bytes are those of the message, or none.</summary>
    /// <exception cref="LedgerException">The message contradicts itself.</exception>
    public void CopyTo(ChunkPosting posting)
    {
        WrongMessage.Unless(Calls is not null && Records is not null && Keys is not null && Rejected is not null,
            "a chunk without calls, records, keys or rejected records");
        var firstQuantity = Calls.ReadQuantities(Keys.Length, posting.Quantities);
        var costs = Calls.ReadReportedCosts();
        Records.RequireCount(firstQuantity.Length);
        (posting.InputOrdinal, posting.Start, posting.Next) = (Input, Start, Next);
        (posting.EndOfInput, posting.InputSha256) = (EndOfInput, InputSha256);
        (posting.Read, posting.NotBillable, posting.Bytes) = (Read, NotBillable, Bytes);
        posting.Keys.AddRange(Keys);
        posting.Rejected.AddRange(Rejected);
        posting.Calls.EnsureCapacity(firstQuantity.Length);
        for (var call = 0; call < firstQuantity.Length; call++) posting.Calls.Add(CallAt(call, firstQuantity[call], costs[call]));
    }

    private ChunkCall CallAt(int call, int firstQuantity, Core.Amounts.Money? cost)
    {
        var record = Records[call];
        WrongMessage.Unless(Bytes.IsEmpty || (long)record.Start + record.Length <= Bytes.Length, "a record ends behind its chunk");
        return new(Calls.IdOf(call), Calls.Facts[call], Calls.Key[call], firstQuantity, Calls.QuantityCount[call], cost, record);
    }
}
