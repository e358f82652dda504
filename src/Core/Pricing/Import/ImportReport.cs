using System.Collections.Immutable;

namespace Accounting.Core.Pricing.Import;

/// <summary>What an import found. Nothing is changed by it: <see cref="CostMap.With"/> takes <see cref="Models"/> over.</summary>
public sealed record ImportReport
{
    /// <summary>Whether the map as a whole may be taken: readable, no model twice, not shrunk; or forced.</summary>
    public required bool Accepted { get; init; }
    /// <summary>Models that are new or have a new row; only the new row is in it. Empty unless <see cref="Accepted"/>.</summary>
    public ImmutableArray<ModelPrices> Models { get; init; } = [];
    /// <summary>Models in the file, templates and rules left out.</summary>
    public int Read { get; init; }
    public int Added { get; init; }
    public int Changed { get; init; }
    public int Unchanged { get; init; }
    /// <summary>Models that were not taken, each with a problem.</summary>
    public int Refused { get; init; }
    /// <summary>What the checks found, forced or not.</summary>
    public ImmutableArray<PriceProblem> Problems { get; init; } = [];
    /// <summary>
    /// What was left out of models that were taken: values that are no numbers, thresholds on no band edge, second names.
    /// </summary>
    public ImmutableArray<PriceProblem> Notices { get; init; } = [];
}
