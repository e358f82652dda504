using System.Collections.Immutable;

namespace Accounting.Core.Pricing;

/// <summary>Prices of one model, offered for registration.</summary>
public sealed record PriceOffer
{
    /// <summary>Empty: the provider of the entry that has the model's name, else any.</summary>
    public string Provider { get; init; } = "";
    public required string Model { get; init; }
    public string Mode { get; init; } = "";
    public long? MaxInputTokens { get; init; }
    public long? MaxOutputTokens { get; init; }
    public ImmutableArray<string> Aliases { get; init; } = [];
    /// <summary>What they name takes the place of what is believed; what they do not name stays.</summary>
    public required PriceFields Prices { get; init; }
    /// <summary>
    /// <see cref="Prices"/> are all that the model costs: what they do not name is gone from then on. Without any price: the model is retired,
    /// and its calls are unpriced.
    /// </summary>
    public bool Replaces { get; init; }
    /// <summary>Where it says nothing that is not believed already, no row is added for it.</summary>
    public bool SkipsUnchanged { get; init; }
    /// <summary>What else is to be kept of the model; what it does not name stays.</summary>
    public ModelInfo Info { get; init; } = ModelInfo.None;
    /// <summary>Null: for a model without a price since ever, else from <see cref="KnownSince"/>.</summary>
    public DateTimeOffset? ValidFrom { get; init; }
    public DateTimeOffset? ValidTo { get; init; }
    public required DateTimeOffset KnownSince { get; init; }
    public PriceKind Kind { get; init; }
    public string Source { get; init; } = "";
    /// <summary>Needed for a correction, and to force what a check refuses.</summary>
    public string Reason { get; init; } = "";
    /// <summary>Takes what the checks refuse, where that can be.</summary>
    public bool Force { get; init; }
}
