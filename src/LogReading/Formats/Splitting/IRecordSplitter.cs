using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Splitting;

/// <summary>One way in which a record holds several calls: takes it apart into records of one call each, of the same format.
/// Stateless.</summary>
internal interface IRecordSplitter
{
    /// <summary>Top-level keys, one of which every such record has.</summary>
    IReadOnlyList<string> Keys { get; }

    /// <summary>Whether the record holds anything but one call.</summary>
    bool Matches(JsonValue root);

    /// <summary>The parts, as they stand in the record.</summary>
    IEnumerable<JsonValue[]> PartsOf(JsonValue root);

    /// <summary>Writes a part as a record of its own: with what stands around it and is meant for all parts.</summary>
    void Write(JsonValue root, JsonValue[] part, ByteText record);
}
