using System.Runtime.InteropServices;
using Accounting.Core.Amounts;
using Accounting.Core.Usage;

namespace Accounting.Core.Ledger.Parts;

/// <summary>
/// What one spend key has of some consecutive chunks of a run. Parts of one group may be stored apart, on several machines, before the run's progress is: a call that is offered
/// again because the group was not finished is recognised by its place (run, input, offset) and is neither charged again nor taken for a duplicate.
/// </summary>
public sealed class SpendPart
{
    public required SpendKey Key { get; init; }
    /// <summary>The run's name.</summary>
    public required string Run { get; init; }
    /// <summary>The entry keys of the calls, each once; all of them are of <see cref="Key"/>.</summary>
    public List<EntryKey> Keys { get; init; } = [];
    /// <summary>In plan order. No id stands twice in a group: later copies are settled by <see cref="ChunkGroup"/>.</summary>
    public List<PartCall> Calls { get; init; } = [];
    /// <summary>The quantities of all calls, one after the other.</summary>
    public List<Quantity> Quantities { get; init; } = [];

    /// <summary>Whether the receipt is to say what the posting added (<see cref="PartReceipt.Added"/>): who holds the key's sums wants it.</summary>
    public bool WantsAdded { get; set; }

    public ReadOnlySpan<Quantity> QuantitiesOf(in PartCall call) => CollectionsMarshal.AsSpan(Quantities).Slice(call.FirstQuantity, call.QuantityCount);
}

/// <summary>One call of a part.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Facts">A hash of its billable facts.</param>
/// <param name="Input">The input's place in the run's plan.</param>
/// <param name="Offset">Where its record stands in the decompressed input: with run and input, the record itself.</param>
/// <param name="Key">Index into <see cref="SpendPart.Keys"/>.</param>
/// <param name="FirstQuantity">Index into <see cref="SpendPart.Quantities"/>.</param>
/// <param name="QuantityCount">How many quantities the call has.</param>
/// <param name="ReportedCost">The cost that the log itself gives, if any.</param>
public readonly record struct PartCall(CallId Id, ulong Facts, int Input, long Offset, int Key, int FirstQuantity, int QuantityCount, Money? ReportedCost);
