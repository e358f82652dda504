using Accounting.Core.Ledger;

namespace Accounting.LogReading.Parquet;

/// <summary>
/// A Parquet file, or a part of it, cannot be read: it is damaged, goes beyond a limit, or uses a feature that is not supported. The
/// message is a part of a sentence; where in the file it holds is added on the way up.
/// </summary>
internal sealed class ParquetException(string reason, string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>One of <see cref="RejectReasons"/>.</summary>
    public string Reason { get; } = reason;

    public static ParquetException Damaged(string message) => new(RejectReasons.CorruptInput, message);

    public static ParquetException Unsupported(string message) => new(RejectReasons.UnknownFormat, message);

    public static ParquetException TooLarge(string message) => new(RejectReasons.DecompressionLimit, message);

    /// <summary>The same, with the place in front.</summary>
    public ParquetException At(string place) => new(Reason, $"{place}: {Message}", this);
}
