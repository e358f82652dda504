using System.Globalization;
using System.Text.Json;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.Core.Reconciling;

namespace Accounting.BatchClient.Reconcile;

/// <summary>The comparison as JSON: all rows, money as exact decimal strings; what the export does not say is null.</summary>
internal static class ReconcileJson
{
    public static void Write(TextWriter output, ReconcileAnswer answer) => JsonLine.Write(output, json =>
    {
        var result = answer.Result;
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteString("provider", answer.Provider);
        json.WriteStartObject("window");
        json.WriteString("since", Instants.Rfc3339(answer.Filter.Since));
        json.WriteString("until", Instants.Rfc3339(answer.Filter.Until));
        json.WriteEndObject();
        json.WriteString("currency", "USD");
        json.WriteStartArray("rows");
        foreach (var row in result.Rows)
        {
            json.WriteStartObject();
            json.WriteString("day", row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("model", row.Model);
            WriteSides(json, result, row.Ours, row.Theirs);
            json.WriteStartArray("reasons");
            foreach (var reason in row.Reasons)
            {
                json.WriteStartObject();
                json.WriteString("reason", reason.Code);
                json.WriteString("text", reason.Text);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("total");
        WriteSides(json, result, result.Ours, result.Theirs);
        json.WriteEndObject();
        json.WriteNumber("differing", result.Differing);
        json.WriteStartArray("unresolved");
        foreach (var name in result.Unresolved) json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteSides(Utf8JsonWriter json, Reconciliation result, SideSum ours, SideSum theirs)
    {
        json.WriteStartObject("ours");
        WriteSide(json, ours, hasCalls: true, hasUsage: true, hasCost: true);
        json.WriteNumber("unpriced_calls", ours.UnpricedCalls);
        json.WriteEndObject();
        json.WriteStartObject("theirs");
        WriteSide(json, theirs, result.HasCalls, result.HasUsage, result.HasCost);
        json.WriteEndObject();
        json.WriteString("difference", result.HasCost ? (ours.Cost - theirs.Cost).ToString() : null);
    }

    private static void WriteSide(Utf8JsonWriter json, SideSum side, bool hasCalls, bool hasUsage, bool hasCost)
    {
        WriteNumber(json, "calls", side.Calls, hasCalls);
        WriteNumber(json, "batch_calls", side.BatchCalls, hasCalls);
        foreach (var group in UsageGroups.All) WriteNumber(json, UsageGroups.NameOf(group), side[group], hasUsage);
        json.WriteString("cost", hasCost ? side.Cost.ToString() : null);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long number, bool isKnown)
    {
        if (isKnown) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
