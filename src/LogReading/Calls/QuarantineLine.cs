using System.Buffers;
using System.Buffers.Text;
using Accounting.Core.Ledger;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Calls;

/// <summary>
/// A line of a quarantine file: <c>input</c>, <c>row</c>, <c>offset</c>, <c>reason</c>, <c>message</c> and the record in <c>raw</c> (text)
/// or <c>raw_base64</c>. Reading one means
/// reading its record with its first row and input, so that a record without an id keeps its identity (invariant 3).
/// </summary>
internal static class QuarantineLine
{
    public static bool Is(JsonValue root) =>
        root["reason"u8].IsString && root["row"u8].IsNumber && (root["raw"u8].IsString || root["raw_base64"u8].IsString);

    /// <summary>Writes the record's bytes. False where the line does not hold it whole.</summary>
    public static bool TryOpen(JsonValue root, ByteText record, out string error)
    {
        error = "";
        record.Clear();
        if (root["raw"u8].IsString)
        {
            record.Append(root["raw"u8].Utf8);
        }
        else
        {
            var text = root["raw_base64"u8].Utf8;
            var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
            if (Base64.DecodeFromUtf8(text, bytes, out _, out var written) != OperationStatus.Done)
            {
                error = "The quarantine line's 'raw_base64' is no base64.";
                return false;
            }
            record.Append(bytes.AsSpan(0, written));
        }
        if (!root["raw_length"u8].TryGetInt64(out var length) || length <= record.Length) return true;
        error = $"The quarantine line holds only the first {record.Length} of the record's {length} bytes, since at most {QuarantinedRecord.RawBytesMax} are kept. "
            + "Bill its own input, mended, in its place.";
        return false;
    }
}
