using System.Text.Json;
using Accounting.Core.Amounts;
using Accounting.Core.Pricing;

namespace Accounting.BatchClient.Models;

/// <summary>
/// Models as LiteLLM's <c>model_cost</c>: by name, with its fields. A model stands under each of its aliases too. Prices are numbers there, with
/// every digit.
/// </summary>
internal static class ModelCostJson
{
    // Those whose models LiteLLM names without them.
    private static readonly string[] s_bareProviders = ["", "openai", "anthropic", "vertex_ai", "bedrock", "cohere", "ai21"];

    /// <param name="json">Where to.</param>
    /// <param name="models">In the order of their names.</param>
    /// <param name="time">Whose prices.</param>
    public static void Write(Utf8JsonWriter json, IEnumerable<ModelPrices> models, DateTimeOffset time)
    {
        json.WriteStartObject("model_cost");
        foreach (var (name, model) in Named([.. models]))
        {
            json.WriteStartObject(name);
            WriteEntry(json, model, model.RowAt(time));
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static SortedDictionary<string, ModelPrices> Named(List<ModelPrices> models)
    {
        var named = new SortedDictionary<string, ModelPrices>(StringComparer.Ordinal);
        foreach (var model in models) named[model.FullName] = model;
        var byShortName = new Dictionary<string, ModelPrices>(StringComparer.Ordinal);
        foreach (var model in models.Where(model => s_bareProviders.Contains(ProviderNames.Normalize(model.Provider))))
        {
            // The first of several providers that have one name; the others keep the provider in theirs.
            if (model.Model == model.FullName || named.ContainsKey(model.Model) || !byShortName.TryAdd(model.Model, model)) continue;
            named.Remove(model.FullName);
            named[model.Model] = model;
        }
        foreach (var model in models)
            foreach (var alias in model.Aliases)
                named.TryAdd(s_bareProviders.Contains(ProviderNames.Normalize(model.Provider)) ? alias : FullNameOf(model, alias), model);
        return named;
    }

    private static string FullNameOf(ModelPrices model, string alias) => (model with { Model = alias }).FullName;

    private static void WriteEntry(Utf8JsonWriter json, ModelPrices model, PriceRow? row)
    {
        json.WriteString("litellm_provider", model.Provider);
        if (model.Mode.Length > 0) json.WriteString("mode", model.Mode);
        if ((model.MaxOutputTokens ?? model.MaxInputTokens) is { } tokens) json.WriteNumber("max_tokens", tokens);
        if (model.MaxInputTokens is { } input) json.WriteNumber("max_input_tokens", input);
        if (model.MaxOutputTokens is { } output) json.WriteNumber("max_output_tokens", output);
        if (row is { IsWithoutPrice: false })
        {
            using var map = JsonDocument.Parse(CostMapSerializer.Write([model with { Rows = [row] }]));
            WriteMembers(json, map.RootElement.GetProperty("models")[0].GetProperty("prices")[0].GetProperty("rates"));
        }
        foreach (var (name, text) in model.Info.Fields)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(text);
        }
    }

    private static void WriteMembers(Utf8JsonWriter json, JsonElement parent)
    {
        foreach (var member in parent.EnumerateObject())
        {
            json.WritePropertyName(member.Name);
            WriteValue(json, member.Value);
        }
    }

    private static void WriteValue(Utf8JsonWriter json, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            json.WriteStartObject();
            WriteMembers(json, value);
            json.WriteEndObject();
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            json.WriteStartArray();
            foreach (var item in value.EnumerateArray()) WriteValue(json, item);
            json.WriteEndArray();
        }
        else if (value.ValueKind == JsonValueKind.String && ExactDecimal.TryParse(value.GetString(), out var number)) json.WriteRawValue(number.ToString());
        else value.WriteTo(json);
    }
}
