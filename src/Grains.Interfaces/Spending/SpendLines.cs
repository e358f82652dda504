using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Spending;

/// <summary>The lines of one spend key.</summary>
/// <param name="Version">The row version at which they are so.</param>
/// <param name="Lines">In canonical order.</param>
[GenerateSerializer, Immutable, Alias(Aliases.SpendLines)]
public sealed record SpendLines([property: Id(0)] long Version, [property: Id(1)] LedgerLine[] Lines);
