using System.Text.Json;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.Core.Amounts;
using Accounting.Core.Ledger.Repricing;

namespace Accounting.BatchClient.Reprice;

/// <summary>The answer of <c>reprice --json</c> (design: JSON shapes).</summary>
internal static class RepriceJson
{
    /// <param name="output">Where it goes.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="receipt">What applying it did; null: nothing was applied.</param>
    public static void Write(TextWriter output, RepriceRequest request, RepricePlan plan, RepriceReceipt? receipt) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteString(receipt is null ? "plan" : "applied", receipt?.Applied ?? plan.Id);
        if (receipt is not null) json.WriteString("reason", request.Reason);
        if (receipt?.Before is { } before) json.WriteString("applied_before", Instants.Rfc3339(before));
        json.WritePropertyName("scope");
        plan.Scope.Write(json);
        WriteFrom(json, plan);
        WriteTo(json, request, plan);
        json.WriteString("currency", "USD");
        WriteRows(json, plan);
        WriteTotal(json, RepriceTotal.Of(plan));
        json.WriteNumber("entries", receipt?.Entries ?? plan.Entries);
        json.WriteNumber("unchanged", plan.Unchanged);
        WriteUnpriced(json, plan);
        json.WriteEndObject();
    });

    private static void WriteFrom(Utf8JsonWriter json, RepricePlan plan)
    {
        json.WriteStartObject("from");
        json.WriteString("version", plan.Sources is [var only] ? only.Version : null);
        json.WriteStartArray("versions");
        foreach (var source in plan.Sources)
        {
            json.WriteStartObject();
            json.WriteString("version", source.Version);
            json.WriteNumber("entries", source.Entries);
            json.WriteString("difference", source.Difference.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTo(Utf8JsonWriter json, RepriceRequest request, RepricePlan plan)
    {
        json.WriteStartObject("to");
        json.WriteString("version", plan.PriceVersion);
        json.WriteString("digest", plan.PriceDigest);
        json.WriteString("target", request.Target.Version);
        if (request.PricesFile is { } file) json.WriteString("file", file);
        if (request.Target.AsModel is { } model) json.WriteString("as", model);
        json.WriteEndObject();
    }

    private static void WriteRows(Utf8JsonWriter json, RepricePlan plan)
    {
        json.WriteStartArray("rows");
        foreach (var row in plan.Rows)
        {
            json.WriteStartObject();
            json.WriteString("tenant", row.Tenant);
            json.WriteString("model", row.Model);
            json.WriteNumber("calls", row.Calls);
            WriteAmounts(json, row.Old, row.New, row.Difference);
            if (row.OldUnpriced != 0) json.WriteNumber("old_unpriced_calls", row.OldUnpriced);
            if (row.NewUnpriced != 0) json.WriteNumber("new_unpriced_calls", row.NewUnpriced);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteTotal(Utf8JsonWriter json, RepriceTotal total)
    {
        json.WriteStartObject("total");
        json.WriteNumber("calls", total.Calls);
        WriteAmounts(json, total.Old, total.New, total.Difference);
        json.WriteEndObject();
    }

    private static void WriteAmounts(Utf8JsonWriter json, Money? old, Money? now, Money difference)
    {
        json.WriteString("old", old?.ToString());
        json.WriteString("new", now?.ToString());
        json.WriteString("difference", difference.ToString());
    }

    private static void WriteUnpriced(Utf8JsonWriter json, RepricePlan plan)
    {
        json.WriteStartArray("unpriced");
        foreach (var gap in plan.Unpriced)
        {
            json.WriteStartObject();
            json.WriteString("model", gap.Model);
            json.WriteNumber("calls", gap.Calls);
            json.WriteNumber("tokens", gap.Tokens);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
