using System.Collections.Immutable;

namespace Accounting.Core.Pricing;

/// <summary>A model of the cost map with all its price rows.</summary>
public sealed record ModelPrices
{
    /// <summary>LiteLLM's name of the provider.</summary>
    public required string Provider { get; init; }
    public required string Model { get; init; }
    public ImmutableArray<string> Aliases { get; init; } = [];
    /// <summary><c>chat</c>, <c>embedding</c>, <c>image_generation</c>, ...; empty: not said.</summary>
    public string Mode { get; init; } = "";
    public long? MaxInputTokens { get; init; }
    public long? MaxOutputTokens { get; init; }
    /// <summary>What else is known of the model; no price depends on it.</summary>
    public ModelInfo Info { get; init; } = ModelInfo.None;
    /// <summary>In the order in which they became known.</summary>
    public ImmutableArray<PriceRow> Rows { get; init; } = [];

    /// <summary>Provider and model in one name, by which a model is one and the same in all maps: <c>openai/gpt-4o</c>.</summary>
    public string FullName => Qualify(ProviderNames.Normalize(Provider), Model);

    /// <summary>
    /// The row that decides at an instant; null if none is valid. In the order of knowing, a correction replaces what was believed, a price
    /// only what began before it.
    /// </summary>
    public PriceRow? RowAt(DateTimeOffset time)
    {
        var best = -1;
        for (var i = 0; i < Rows.Length; i++)
        {
            if (!Rows[i].IsValidAt(time)) continue;
            if (best < 0 || Decides(i, best)) best = i;
        }
        return best < 0 ? null : Rows[best];
    }

    /// <summary>Whether a row decides over one that became known before it, where both are valid.</summary>
    internal bool Decides(int row, int earlier) => Rows[row].Kind == PriceKind.Correction || Begin(Rows[row]) >= Begin(Rows[earlier]);

    internal bool SameAs(ModelPrices other) =>
        this with { Aliases = other.Aliases, Rows = other.Rows } == other && Aliases.SequenceEqual(other.Aliases)
        && Rows.Length == other.Rows.Length && Rows.Zip(other.Rows).All(pair => pair.First.SameAs(pair.Second));

    internal static string Qualify(string provider, string model) =>
        provider.Length == 0 || model.StartsWith(provider + "/", StringComparison.Ordinal) ? model : $"{provider}/{model}";

    private static DateTimeOffset Begin(PriceRow row) => row.ValidFrom ?? DateTimeOffset.MinValue;
}
