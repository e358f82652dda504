using System.Collections.Immutable;
using System.Text.Json;
using Accounting.Core.Pricing.Json;

namespace Accounting.Core.Pricing.Import;

/// <summary>One entry of LiteLLM's map, as read.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Model">Without rows.</param>
/// <param name="Prices">Its prices.</param>
/// <param name="Complaints">Values that could not be read.</param>
internal sealed record ImportedModel(string Name, ModelPrices Model, PriceFields Prices, IReadOnlyList<string> Complaints)
{
    /// <summary>Whether its key names its provider: such an entry comes before a bare one of the same model (LiteLLM 2.3).</summary>
    public bool IsQualified => Model.FullName == Name;

    public static ImportedModel Of(string name, JsonElement entry)
    {
        var reader = new PriceFieldsReader();
        var prices = reader.Read(entry);
        var model = new ModelPrices
        {
            Provider = ProviderNames.Normalize(Text(entry, "litellm_provider")),
            Model = name,
            Mode = Text(entry, "mode"),
            MaxInputTokens = Limit(entry, "max_input_tokens") ?? Limit(entry, "max_tokens"),
            MaxOutputTokens = Limit(entry, "max_output_tokens") ?? Limit(entry, "max_tokens"),
            Aliases = Aliases(entry),
        };
        return new(name, model, prices, reader.Complaints);
    }

    private static string Text(JsonElement entry, string field) =>
        entry.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static long? Limit(JsonElement entry, string field) =>
        entry.TryGetProperty(field, out var value) ? PriceFieldsReader.Whole(value) : null;

    private static ImmutableArray<string> Aliases(JsonElement entry) =>
        entry.TryGetProperty("aliases", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)
                .Where(alias => alias.Length is > 0 and <= PricingLimits.NameCharsMax)]
            : [];
}
