using System.Collections.Immutable;
using System.Text.Json;
using Accounting.Core.Pricing.Json;

namespace Accounting.Core.Pricing.Import;

/// <summary>Prices that hold from an instant on.</summary>
internal sealed record DatedPrices(DateTimeOffset From, PriceFields Prices);

/// <summary>One entry of another program's cost map, as read.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Model">Without rows.</param>
/// <param name="Prices">Its prices; those since ever, where there are later ones.</param>
/// <param name="Complaints">Values that could not be read.</param>
internal sealed record ImportedModel(string Name, ModelPrices Model, PriceFields Prices, IReadOnlyList<string> Complaints)
{
    /// <summary>Prices that the map dates itself, by time.</summary>
    public ImmutableArray<DatedPrices> Later { get; init; } = [];

    /// <summary>
    /// Whether its map's form cannot say all that is known of a model (genai-prices): hours that it does not name stay as believed, and its
    /// aliases give way to names that are known.
    /// </summary>
    public bool IsPartial { get; init; }

    /// <summary>Whether its key names its provider: such an entry comes before a bare one of the same model (LiteLLM 2.3).</summary>
    public bool IsQualified => Model.FullName == Name;

    public static ImportedModel Of(string name, JsonElement entry, bool withInfo)
    {
        var reader = new PriceFieldsReader();
        var prices = reader.Read(entry);
        var model = new ModelPrices
        {
            Provider = ProviderNames.Normalize(Text(entry, "litellm_provider")),
            Model = name,
            Mode = Text(entry, "mode"),
            MaxInputTokens = Limit(entry, "max_input_tokens") ?? (withInfo ? null : Limit(entry, "max_tokens")),
            MaxOutputTokens = Limit(entry, "max_output_tokens") ?? (withInfo ? LegacyLimit(entry) : Limit(entry, "max_tokens")),
            Aliases = Aliases(entry),
            Info = withInfo ? ModelInfo.Of(entry.EnumerateObject().Where(field => !LiteLlmFields.HasPlace(field.Name))) : ModelInfo.None,
        };
        return new(name, model, prices, reader.Complaints);
    }

    /// <summary>The prices that hold at an instant.</summary>
    public PriceFields PricesAt(DateTimeOffset time) => Later.LastOrDefault(dated => dated.From <= time)?.Prices ?? Prices;

    public bool SamePrices(ImportedModel other) =>
        Prices.SameAs(other.Prices) && Later.Length == other.Later.Length
        && Later.Zip(other.Later).All(pair => pair.First.From == pair.Second.From && pair.First.Prices.SameAs(pair.Second.Prices));

    private static string Text(JsonElement entry, string field) =>
        entry.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static long? Limit(JsonElement entry, string field) =>
        entry.TryGetProperty(field, out var value) ? PriceFieldsReader.Whole(value) : null;

    // max_tokens is the limit of an answer, but for models that answer with none: there it repeats that of a prompt.
    private static long? LegacyLimit(JsonElement entry) =>
        Limit(entry, "max_tokens") is { } limit && limit != Limit(entry, "max_input_tokens") ? limit : null;

    private static ImmutableArray<string> Aliases(JsonElement entry) =>
        entry.TryGetProperty("aliases", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)
                .Where(alias => alias.Length is > 0 and <= PricingLimits.NameCharsMax)]
            : [];
}
