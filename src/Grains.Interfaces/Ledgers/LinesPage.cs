using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Ledgers;

/// <summary>A page of lines.</summary>
/// <param name="Lines">Ordered by tenant and model; about <see cref="MessageLimits.LinesMax"/> at most.</param>
/// <param name="After">What to ask the next page with; null: this is the last one.</param>
[GenerateSerializer, Immutable, Alias(Aliases.LinesPage)]
public sealed record LinesPage([property: Id(0)] LedgerLine[] Lines, [property: Id(1)] string? After);
