using System.Text.Json;
using Accounting.BatchClient.Rendering;
using Accounting.Core.Pricing;
using Accounting.LogReading.Formats;

namespace Accounting.BatchClient.Inspect;

/// <summary>The answer of <c>inspect --json</c>.</summary>
internal static class InspectJson
{
    public static void Write(IReadOnlyList<InspectedInput> inputs, CostMap prices, TextWriter output) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteStartArray("inputs");
        foreach (var input in inputs) WriteInput(json, input);
        json.WriteEndArray();
        json.WriteString("currency", "USD");
        json.WriteStartObject("cost_map");
        json.WriteString("version", prices.Version);
        json.WriteString("digest", prices.Digest);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void WriteInput(Utf8JsonWriter json, InspectedInput input)
    {
        json.WriteStartObject();
        json.WriteString("uri", input.Input.Planned.Uri);
        json.WriteNumber("bytes", input.Input.Planned.Bytes);
        json.WriteString("container", input.Container);
        json.WriteString("compression", input.Compression.Length > 0 ? input.Compression : null);
        json.WriteNumber("read", input.Read);
        json.WriteNumber("accepted", input.Accepted);
        json.WriteNumber("not_billable", input.NotBillable);
        json.WriteNumber("rejected", input.Rejected);
        json.WriteBoolean("complete", input.IsWhole);
        json.WriteStartArray("formats");
        foreach (var (name, records) in input.Formats.OrderByDescending(format => format.Value)) WriteFormat(json, name, records);
        json.WriteEndArray();
        json.WriteStartArray("calls");
        foreach (var call in input.Calls) WriteCall(json, call);
        json.WriteEndArray();
        json.WriteStartArray("rejections");
        foreach (var rejection in input.Rejections)
        {
            json.WriteStartObject();
            json.WriteNumber("row", rejection.Row);
            json.WriteString("reason", rejection.Reason);
            json.WriteString("message", rejection.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFormat(Utf8JsonWriter json, (string Format, string Body) name, long records)
    {
        json.WriteStartObject();
        json.WriteString("name", name.Format.Length > 0 ? name.Format : null);
        json.WriteString("body", name.Body.Length > 0 ? name.Body : null);
        json.WriteNumber("records", records);
        json.WriteString("why", LogFormats.Find(name.Format)?.Marker);
        json.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter json, InspectedCall call)
    {
        var key = call.Key;
        json.WriteStartObject();
        json.WriteNumber("row", call.Row);
        json.WriteString("format", call.Format);
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
        [
            ("tenant", key.Tenant), ("provider", key.Provider), ("model", Incomplete.ModelOf(key)), ("requested_model", key.RequestedModel), ("call_type", key.CallType),
            ("service_tier", key.ServiceTier), ("speed", key.Speed), ("region", key.Region), ("residency", key.Residency),
        ]) json.WriteString(name, value);
        json.WriteBoolean("batch", key.Batch);
        json.WriteString("time", InspectTable.TimeOf(key));
        json.WriteString("source", InspectTable.SourceOf(key));
        json.WriteStartObject("tokens");
        foreach (var quantity in call.Quantities) json.WriteNumber(Meters.Of(quantity.Meter).Name, quantity.Amount);
        json.WriteEndObject();
        json.WriteString("cost", call.Cost?.ToString());
        json.WriteString("reported_cost", call.ReportedCost?.ToString());
        json.WriteEndObject();
    }
}
