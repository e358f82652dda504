using System.Text.Json;
using Accounting.Core.Pricing;

namespace Accounting.BatchClient.Models;

/// <summary>Models and their prices as JSON. Prices are decimal strings in USD per unit, under LiteLLM's field names.</summary>
internal static class ModelJson
{
    public static void WriteCostMap(Utf8JsonWriter json, CostMap map)
    {
        json.WriteStartObject("cost_map");
        json.WriteString("version", map.Version);
        json.WriteString("digest", map.Digest);
        json.WriteEndObject();
    }

    /// <summary>What the model is: names, mode and limits. <c>max_tokens</c> is the limit of an answer, as in LiteLLM's map.</summary>
    public static void WriteHead(Utf8JsonWriter json, ModelPrices model)
    {
        json.WriteString("model", model.Model);
        json.WriteString("provider", model.Provider);
        json.WriteStartArray("aliases");
        foreach (var alias in model.Aliases) json.WriteStringValue(alias);
        json.WriteEndArray();
        json.WriteString("mode", model.Mode);
        WriteLimit(json, "max_tokens", model.MaxOutputTokens ?? model.MaxInputTokens);
        WriteLimit(json, "max_input_tokens", model.MaxInputTokens);
        WriteLimit(json, "max_output_tokens", model.MaxOutputTokens);
    }

    /// <summary>What is kept of the model beside prices and limits, as it was given.</summary>
    public static void WriteInfo(Utf8JsonWriter json, ModelPrices model)
    {
        if (model.Info.Fields.IsEmpty) return;
        json.WriteStartObject("info");
        foreach (var (name, text) in model.Info.Fields)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(text);
        }
        json.WriteEndObject();
    }

    /// <summary>All price rows, in the order in which they became known: the form of the cost map itself, with the digest of each.</summary>
    public static void WriteRows(Utf8JsonWriter json, ModelPrices model)
    {
        json.WriteStartArray("prices");
        foreach (var row in model.Rows)
        {
            json.WriteStartObject();
            WriteRow(json, model, row);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>The members of a price row.</summary>
    public static void WriteRow(Utf8JsonWriter json, ModelPrices model, PriceRow row)
    {
        using var map = JsonDocument.Parse(CostMapSerializer.Write([model with { Rows = [row] }]));
        foreach (var member in map.RootElement.GetProperty("models")[0].GetProperty("prices")[0].EnumerateObject()) member.WriteTo(json);
        json.WriteString("digest", CostMapSerializer.RowDigest(model, row));
    }

    /// <summary>What was found about prices, forced or not.</summary>
    public static void WriteFindings(Utf8JsonWriter json, string name, IEnumerable<PriceProblem> findings)
    {
        json.WriteStartArray(name);
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(finding.Kind.ToString()));
            json.WriteString("model", finding.Model);
            json.WriteString("field", finding.Field);
            json.WriteString("message", finding.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>The fields of a row; nested tables are in <see cref="WriteRows"/> only.</summary>
    public static void WriteRates(Utf8JsonWriter json, PriceFields? prices)
    {
        json.WriteStartObject("rates");
        foreach (var (field, value) in (prices ?? PriceFields.None).Values) json.WriteString(field, value.ToString());
        json.WriteEndObject();
    }

    private static void WriteLimit(Utf8JsonWriter json, string name, long? limit)
    {
        if (limit is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
