using Accounting.Core.Ledger;
using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Splitting;

/// <summary>The parts of one record, one after the other: each is written as a record of its own and read, so that one is in memory at a
/// time.</summary>
internal sealed class RecordParts(IRecordSplitter splitter, JsonValue root)
{
    private readonly IEnumerator<JsonValue[]> _parts = splitter.PartsOf(root).GetEnumerator();
    private readonly ByteText _record = new();
    private int _count;
    private long _bytes;

    /// <summary>The JSON of the part.</summary>
    public JsonIndex Index { get; } = new();

    /// <summary>Whether the parts up to this one are more, or larger, than those of a record may be.</summary>
    public bool IsTooMuch => _count > CallLimits.PartsMax || _bytes > CallLimits.PartsBytesMax;

    /// <summary>Why the part cannot be read; null: it can.</summary>
    public (string Reason, string Message)? Error { get; private set; }

    /// <param name="part">The part as it stands in the record.</param>
    /// <param name="json">The part as a record of its own; valid until the next one.</param>
    public bool Next(out JsonValue part, out ReadOnlyMemory<byte> json)
    {
        Error = null;
        (part, json) = (default, default);
        if (!_parts.MoveNext()) return false;
        _record.Clear();
        splitter.Write(root, _parts.Current, _record);
        part = _parts.Current[^1];
        json = _record.Memory;
        _count++;
        _bytes += json.Length;
        if (!Index.TryRead(json, out var error)) Error = (RejectReasons.TooDeep, $"A part of the record cannot be read: {error.Message} Mend the record and bill it again.");
        return true;
    }
}
