using System.Collections.Immutable;

namespace Accounting.Core.Pricing;

/// <summary>A price row becoming known.</summary>
/// <param name="Row">The row.</param>
/// <param name="Replaced">The stretches of time that it decided from then on, each with what was believed of it before. Empty: it never
/// decided, since what was known had the later word.</param>
public sealed record PriceEvent(PriceRow Row, ImmutableArray<PricePeriod> Replaced);
