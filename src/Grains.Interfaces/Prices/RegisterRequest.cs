namespace Accounting.Grains.Interfaces.Prices;

/// <summary>Prices to register.</summary>
/// <param name="Id">The same for each attempt: a repeat is answered with the version that the first one made.</param>
/// <param name="Offers">One, or several for one version.</param>
[GenerateSerializer, Immutable, Alias(Aliases.RegisterRequest)]
public sealed record RegisterRequest([property: Id(0)] Guid Id, [property: Id(1)] OfferMessage[] Offers);
