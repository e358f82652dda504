namespace Accounting.Grains.Interfaces.Ledgers;

/// <summary>A reversed run.</summary>
/// <param name="Entries">How many entries were reversed; null where an earlier attempt did it.</param>
[GenerateSerializer, Immutable, Alias(Aliases.VoidRunAnswer)]
public sealed record VoidRunAnswer([property: Id(0)] long? Entries);
