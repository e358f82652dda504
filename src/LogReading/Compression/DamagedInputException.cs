namespace Accounting.LogReading.Compression;

/// <summary>
/// The input's bytes cannot be decoded any further. What was decoded before is good; the reader turns this into one rejected record.
/// </summary>
internal sealed class DamagedInputException(string reason, string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>One of <see cref="Core.Ledger.RejectReasons"/>.</summary>
    public string Reason { get; } = reason;

    /// <summary>What to do about it.</summary>
    public string Advice { get; init; } = "Get a whole copy of the file and bill that: what is billed already is not billed again.";
}
