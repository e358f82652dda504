using Accounting.Core.Ledger;

namespace Accounting.LogReading.Parquet.Rows;

/// <summary>Some rows of a row group as lines of JSON, or what was wrong with rows that could not be read.</summary>
/// <param name="Buffer">Holds the lines, or what was read of the bad row. Its owner gives it back to the pool.</param>
/// <param name="Length">Bytes of it.</param>
/// <param name="Rows">How many rows it stands for.</param>
/// <param name="Reason">One of <see cref="RejectReasons"/> where the rows could not be read; else empty.</param>
/// <param name="Message">What was wrong with them.</param>
internal sealed record RowPiece(byte[] Buffer, int Length, long Rows, string Reason = "", string Message = "");
