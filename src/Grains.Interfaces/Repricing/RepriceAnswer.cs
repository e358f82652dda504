namespace Accounting.Grains.Interfaces.Repricing;

/// <summary>What applying a plan did.</summary>
/// <param name="Applied">The plan's id.</param>
/// <param name="Entries">How many adjusting entries were posted.</param>
/// <param name="Before">When the plan had been applied before; null: it was applied now.</param>
[GenerateSerializer, Immutable, Alias(Aliases.RepriceAnswer)]
public sealed record RepriceAnswer([property: Id(0)] string Applied, [property: Id(1)] long Entries, [property: Id(2)] DateTimeOffset? Before);
