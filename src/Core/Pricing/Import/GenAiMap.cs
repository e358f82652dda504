using System.Collections.Frozen;
using System.Text.Json;
using Accounting.Core.Pricing.Json;

namespace Accounting.Core.Pricing.Import;

/// <summary>
/// Reads genai-prices' <c>data.json</c>: providers with their models, each with prices per million tokens or thousand calls, some from a day
/// on or within hours of the day. Names that a model is matched by exactly are its aliases; patterns are not taken over.
/// </summary>
internal static class GenAiMap
{
    /// <summary>Behind the source of each row.</summary>
    public const string FormMark = " (genai-prices)";

    // Providers that LiteLLM calls otherwise.
    private static readonly FrozenDictionary<string, string> s_providers = new Dictionary<string, string>
    {
        ["aws"] = "bedrock", ["fireworks"] = "fireworks_ai", ["moonshotai"] = "moonshot", ["together"] = "together_ai", ["voyageai"] = "voyage",
        ["x-ai"] = "xai",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Read(JsonElement root, MapEntries entries)
    {
        var patterns = 0;
        foreach (var provider in root.EnumerateArray())
        {
            if (Text(provider, "id") is not { Length: > 0 } name || Member(provider, "models", JsonValueKind.Array) is not { } models)
                return entries.NotReadable("The list holds a provider without an id or an array of models. Expected genai-prices' data.json.");
            foreach (var model in models.EnumerateArray())
            {
                if (Text(model, "id") is not { Length: > 0 and <= PricingLimits.NameCharsMax } id || !model.TryGetProperty("prices", out var prices))
                {
                    entries.Skip($"{name}/{Text(model, "id")}", "no model with an id and prices");
                    continue;
                }
                var read = new GenAiPrices();
                read.Read(prices);
                if (!entries.TryAdd(ModelOf(ProviderOf(name, id), id, model, read, ref patterns))) return false;
            }
        }
        if (patterns > 0)
            entries.Notices.Add(new(PriceProblemKind.NotANumber, "", "",
                $"{patterns} patterns that the list finds models by are left out; models are found by their names and this program's own rules."));
        return true;
    }

    private static ImportedModel ModelOf(string provider, string id, JsonElement model, GenAiPrices prices, ref int patterns)
    {
        var names = new List<string>();
        if (model.TryGetProperty("match", out var match)) patterns += Names(match, names, 0);
        var limit = model.TryGetProperty("context_window", out var window) ? PriceFieldsReader.Whole(window) : null;
        var entry = new ModelPrices
        {
            Provider = provider,
            Model = id,
            MaxInputTokens = limit,
            Aliases = [.. names.Where(name => name != id && name.Length is > 0 and <= PricingLimits.NameCharsMax).Distinct(StringComparer.Ordinal)],
        };
        return new(entry.FullName, entry, prices.First, prices.Complaints) { Later = prices.Later, IsPartial = true };
    }

    // Google's list holds Gemini's API and the models of others on Vertex AI.
    private static string ProviderOf(string provider, string model) => provider == "google"
        ? model.StartsWith("gem", StringComparison.OrdinalIgnoreCase) ? "gemini" : "vertex_ai"
        : s_providers.GetValueOrDefault(provider, provider);

    // Collects exact names; answers how many patterns there are.
    private static int Names(JsonElement match, List<string> names, int depth)
    {
        if (match.ValueKind != JsonValueKind.Object || depth > PricingLimits.TiersMax) return 1;
        var patterns = 0;
        foreach (var member in match.EnumerateObject())
        {
            if (member is { Name: "equals", Value.ValueKind: JsonValueKind.String }) names.Add(member.Value.GetString()!);
            else if (member is { Name: "or", Value.ValueKind: JsonValueKind.Array })
                foreach (var part in member.Value.EnumerateArray()) patterns += Names(part, names, depth + 1);
            else patterns++;
        }
        return patterns;
    }

    private static string? Text(JsonElement parent, string name) => Member(parent, name, JsonValueKind.String)?.GetString();

    private static JsonElement? Member(JsonElement parent, string name, JsonValueKind kind) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == kind ? value : null;
}
