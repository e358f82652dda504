namespace Accounting.Core.Ledger;

/// <summary>Makes the quarantined record of a call whose id was posted with other facts (invariant 2).</summary>
public static class ConflictingRecord
{
    /// <param name="chunk">With <see cref="ChunkPosting.Bytes"/>.</param>
    /// <param name="call">The call that was not posted.</param>
    /// <param name="postedBy">Who posted the other one: <c>run r-20261001-09af</c>.</param>
    public static QuarantinedRecord Of(ChunkPosting chunk, in ChunkCall call, string postedBy)
    {
        var record = call.Record;
        var raw = chunk.Bytes.Slice(record.Start, Math.Min(record.Length, QuarantinedRecord.RawBytesMax)).ToArray();
        return new(record.Row, record.Offset, RejectReasons.Conflicting,
            $"A call of this id was posted by {postedBy} with other facts (time, model, tier, region or quantities); the posted one stands. "
            + "Expected: one id for one call. Correct the record's id if it is another call; void that run if the posted one is wrong.", raw, record.Length);
    }
}
