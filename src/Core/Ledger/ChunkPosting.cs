using System.Runtime.InteropServices;
using Accounting.Core.Amounts;
using Accounting.Core.Usage;

namespace Accounting.Core.Ledger;

/// <summary>What a worker found in one chunk, in record order, ready to be posted in one transaction. Not thread-safe; reusable after <see cref="Clear"/>.</summary>
public sealed class ChunkPosting
{
    /// <summary>The input's place in the run's plan.</summary>
    public int InputOrdinal { get; set; }
    /// <summary>Where the chunk begins in the decompressed input.</summary>
    public InputPosition Start { get; set; }
    /// <summary>Where the next chunk of this input begins: stored with the posting, a resumption starts there.</summary>
    public InputPosition Next { get; set; }
    /// <summary>Whether this is the last chunk of its input.</summary>
    public bool EndOfInput { get; set; }
    /// <summary>SHA-256 of the input's bytes, on the last chunk of an input that was read whole in one go; else null.</summary>
    public string? InputSha256 { get; set; }
    /// <summary>Records seen, blank lines left out.</summary>
    public long Read { get; set; }
    /// <summary>Records that are no paid calls.</summary>
    public long NotBillable { get; set; }
    /// <summary>The entry keys of the calls, each once.</summary>
    public List<EntryKey> Keys { get; } = [];
    /// <summary>The billable calls, in record order.</summary>
    public List<ChunkCall> Calls { get; } = [];
    /// <summary>The quantities of all calls, one after the other; zero amounts are left out.</summary>
    public List<Quantity> Quantities { get; } = [];
    /// <summary>The records that cannot be billed. Their number is the chunk's <c>rejected</c>.</summary>
    public List<QuarantinedRecord> Rejected { get; } = [];
    /// <summary>The chunk's bytes: a call that turns out to conflict goes to quarantine with its raw record.</summary>
    public ReadOnlyMemory<byte> Bytes { get; set; }

    /// <summary>The quantities of one of <see cref="Calls"/>. Valid until <see cref="Quantities"/> changes.</summary>
    public ReadOnlySpan<Quantity> QuantitiesOf(in ChunkCall call) =>
        CollectionsMarshal.AsSpan(Quantities).Slice(call.FirstQuantity, call.QuantityCount);

    /// <summary>Empties it for the next chunk; the lists keep their memory.</summary>
    public void Clear()
    {
        Read = NotBillable = 0;
        EndOfInput = false;
        InputSha256 = null;
        Bytes = default;
        Keys.Clear();
        Calls.Clear();
        Quantities.Clear();
        Rejected.Clear();
    }
}

/// <summary>A place in an input: offset in its decompressed bytes, and the number of the next record, from 1 (a line number for text).</summary>
public readonly record struct InputPosition(long Offset, long Row)
{
    /// <summary>The first byte of an input.</summary>
    public static readonly InputPosition Start = new(0, 1);
}

/// <summary>One billable call of a chunk.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Facts">A hash of its billable facts: two calls of one id with other facts conflict (invariant 2).</param>
/// <param name="Key">Index into <see cref="ChunkPosting.Keys"/>.</param>
/// <param name="FirstQuantity">Index into <see cref="ChunkPosting.Quantities"/>.</param>
/// <param name="QuantityCount">How many quantities the call has.</param>
/// <param name="ReportedCost">The cost that the log itself gives, if any.</param>
/// <param name="Record">Where its record stands in <see cref="ChunkPosting.Bytes"/> and in the input.</param>
public readonly record struct ChunkCall(CallId Id, ulong Facts, int Key, int FirstQuantity, int QuantityCount, Money? ReportedCost, RecordSpan Record);

/// <summary>A record's place: start and length within the chunk, row and offset within the decompressed input.</summary>
public readonly record struct RecordSpan(int Start, int Length, long Row, long Offset);
