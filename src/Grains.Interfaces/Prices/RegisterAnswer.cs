using Accounting.Core.Pricing;

namespace Accounting.Grains.Interfaces.Prices;

/// <summary>What became of offers.</summary>
/// <param name="Map">The map with them; null where one was refused and nothing was stored.</param>
/// <param name="Offers">One per offer.</param>
[GenerateSerializer, Immutable, Alias(Aliases.RegisterAnswer)]
public sealed record RegisterAnswer([property: Id(0)] PriceMapVersion? Map, [property: Id(1)] OfferAnswer[] Offers);

/// <summary>What became of one offer (<see cref="RegistrationResult"/>).</summary>
/// <param name="Accepted">Whether it may be registered.</param>
/// <param name="Model">Provider and model as registered; empty where refused.</param>
/// <param name="Problems">What the checks found, forced or not.</param>
/// <param name="EffectiveFrom">The first slot at which the prices hold; null: since ever.</param>
[GenerateSerializer, Immutable, Alias(Aliases.OfferAnswer)]
public sealed record OfferAnswer(
    [property: Id(0)] bool Accepted,
    [property: Id(1)] string Model,
    [property: Id(2)] PriceProblem[] Problems,
    [property: Id(3)] DateTimeOffset? EffectiveFrom)
{
    /// <summary>Whether the offer says nothing new, and adds nothing.</summary>
    [Id(4)] public bool IsUnchanged { get; init; }
}
