using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Streams;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Splitting;

/// <summary>Records in a list under one key: Azure Monitor's <c>records</c>, and <c>data</c> with <c>meta</c> of a page of Langfuse's
/// interface. Each item is a record as it stands.</summary>
internal sealed class ListSplitter : IRecordSplitter
{
    public IReadOnlyList<string> Keys { get; } = ["records", "data"];

    public bool Matches(JsonValue root) => ListIn(root).IsArray;

    public IEnumerable<JsonValue[]> PartsOf(JsonValue root)
    {
        foreach (var item in ListIn(root)) yield return [item];
    }

    public void Write(JsonValue root, JsonValue[] part, ByteText record) => record.AppendValue(part[0]);

    private static JsonValue ListIn(JsonValue root)
    {
        if (root["records"u8].IsArray && !root["model"u8].HasValue) return root["records"u8];
        return root["data"u8].IsArray && root["meta"u8]["totalItems"u8].HasValue ? root["data"u8] : default;
    }
}
