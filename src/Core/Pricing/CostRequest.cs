using System.Collections.Immutable;
using Accounting.Core.Amounts;
using Accounting.Core.Usage;

namespace Accounting.Core.Pricing;

/// <summary>One call whose cost is asked for.</summary>
public sealed record CostRequest
{
    /// <summary>The model's name, as a person or a log gives it.</summary>
    public required string Model { get; init; }
    /// <summary>Empty where it is not known.</summary>
    public string Provider { get; init; } = "";
    /// <summary>The call's quantities, exclusive of each other (<see cref="UsageNormalizer"/>).</summary>
    public required ImmutableArray<Quantity> Quantities { get; init; }
    /// <summary>The size of the whole prompt, which decides thresholds; null: the sum of all input tokens.</summary>
    public long? PromptTokens { get; init; }
    public string ServiceTier { get; init; } = "";
    public bool Batch { get; init; }
    public string Speed { get; init; } = "";
    public string Region { get; init; } = "";
    public string Residency { get; init; } = "";
    public string ImageSize { get; init; } = "";
    public string ImageQuality { get; init; } = "";
    /// <summary>When the call was made: decides the price and whether it is off-peak.</summary>
    public required DateTimeOffset Time { get; init; }
    /// <summary>Prices in place of the map's (LiteLLM 2.8).</summary>
    public PriceFields? CustomPrices { get; init; }
    public PriceAdjustment Adjustment { get; init; } = PriceAdjustment.None;
}
