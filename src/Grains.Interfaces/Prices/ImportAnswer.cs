using Accounting.Core.Pricing;

namespace Accounting.Grains.Interfaces.Prices;

/// <summary>What an import found (<see cref="Core.Pricing.Import.ImportReport"/>).</summary>
[GenerateSerializer, Immutable, Alias(Aliases.ImportAnswer)]
public sealed record ImportAnswer
{
    /// <summary>The map with what was taken over; null where it was refused as a whole and nothing was stored.</summary>
    [Id(0)] public PriceMapVersion? Map { get; init; }
    [Id(1)] public int Read { get; init; }
    [Id(2)] public int Added { get; init; }
    [Id(3)] public int Changed { get; init; }
    [Id(4)] public int Unchanged { get; init; }
    [Id(5)] public int Refused { get; init; }
    [Id(6)] public PriceProblem[] Problems { get; init; } = [];
    [Id(7)] public PriceProblem[] Notices { get; init; } = [];
}
