namespace Accounting.Grains.Interfaces.Prices;

/// <summary>Which cost map.</summary>
[GenerateSerializer, Immutable, Alias(Aliases.PriceMapVersion)]
public sealed record PriceMapVersion([property: Id(0)] string Version, [property: Id(1)] string Digest);
