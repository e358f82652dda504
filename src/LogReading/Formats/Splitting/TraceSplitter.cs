using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Streams;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Splitting;

/// <summary>An export of OpenTelemetry traces (OTLP JSON): spans in scopes in resources. Each span becomes an export of one span, with
/// its resource and its scope.</summary>
internal sealed class TraceSplitter : IRecordSplitter
{
    public IReadOnlyList<string> Keys { get; } = ["resourceSpans"];

    public bool Matches(JsonValue root) => root["resourceSpans"u8].IsArray && PartsOf(root).Take(2).Count() != 1;

    public IEnumerable<JsonValue[]> PartsOf(JsonValue root)
    {
        foreach (var resource in root["resourceSpans"u8])
        {
            // Its name until OTLP 0.15.
            var scopes = resource["scopeSpans"u8].IsArray ? resource["scopeSpans"u8] : resource["instrumentationLibrarySpans"u8];
            foreach (var scope in scopes)
                foreach (var span in scope["spans"u8]) yield return [resource, scope, span];
        }
    }

    public void Write(JsonValue root, JsonValue[] part, ByteText record)
    {
        record.Append("{\"resourceSpans\":[{\"resource\":"u8).AppendValue(part[0]["resource"u8]);
        record.Append(",\"scopeSpans\":[{\"scope\":"u8).AppendValue(part[1]["scope"u8]);
        record.Append(",\"spans\":["u8).AppendValue(part[2]).Append("]}]}]}"u8);
    }
}
