using Accounting.BatchClient.CommandLine;
using System.Text.Json;
using Accounting.BatchClient.Models;
using Accounting.BatchClient.Rendering;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Cost;

/// <summary>The cost of a call as JSON: the shape of the contract.</summary>
internal static class CostJson
{
    public static void Write(TextWriter output, CostRequest request, CallFacts facts, CallCost cost, CostMap? map) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteString("model", request.Model);
        json.WriteString("resolved_model", cost.Model?.Model);
        json.WriteString("provider", cost.Model?.Provider ?? request.Provider);
        if (map is null) json.WriteNull("cost_map");
        else ModelJson.WriteCostMap(json, map);
        json.WriteString("at", Instants.Rfc3339(request.Time));
        json.WriteString("price_valid_from", Instants.Rfc3339(cost.Row?.ValidFrom));
        json.WriteString("price_source", cost.Row?.Source ?? (map is null ? "given" : null));
        WriteUsage(json, facts);
        json.WriteString("usage_source", facts.Source switch { UsageSource.Reported => "reported", UsageSource.Counted => "counted", _ => "estimated" });
        json.WriteString("currency", "USD");
        json.WriteString("input_cost", cost.InputCost?.ToString());
        json.WriteString("output_cost", cost.OutputCost?.ToString());
        json.WriteString("tool_cost", cost.ToolCost?.ToString());
        if (cost.FixedMargin != default) json.WriteString("fixed_margin", cost.FixedMargin.ToString());
        json.WriteString("total_cost", cost.TotalCost?.ToString());
        WriteLines(json, cost);
        json.WriteEndObject();
    });

    private static void WriteUsage(Utf8JsonWriter json, CallFacts facts)
    {
        json.WriteStartObject("usage");
        foreach (var quantity in facts.Quantities.OrderBy(quantity => quantity.Meter)) json.WriteNumber(Meters.Of(quantity.Meter).Name, quantity.Amount);
        json.WriteEndObject();
    }

    private static void WriteLines(Utf8JsonWriter json, CallCost cost)
    {
        json.WriteStartArray("lines");
        foreach (var line in cost.Lines)
        {
            json.WriteStartObject();
            json.WriteString("meter", line.Meter.Name);
            json.WriteNumber("quantity", line.Quantity);
            json.WriteString("unit_price", line.UnitPrice?.ToString());
            json.WriteString("amount", line.Amount?.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
