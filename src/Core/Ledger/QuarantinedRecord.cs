namespace Accounting.Core.Ledger;

/// <summary>A record that was not billed, with all that a person needs to mend it (invariant 3).</summary>
/// <param name="Row">Line or row, from 1.</param>
/// <param name="Offset">Byte offset in the decompressed input.</param>
/// <param name="Reason">One of <see cref="RejectReasons"/>.</param>
/// <param name="Message">What was wrong, what was expected, what to do.</param>
/// <param name="Raw">The record's bytes, at most <see cref="RawBytesMax"/> of them.</param>
/// <param name="RawLength">How long the record was.</param>
public sealed record QuarantinedRecord(long Row, long Offset, string Reason, string Message, byte[] Raw, long RawLength)
{
    /// <summary>1 MiB: enough to bill the record again, and a bound for what one bad line can add to a ledger.</summary>
    public const int RawBytesMax = 1 << 20;
}
