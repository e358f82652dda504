using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Ledgers;

/// <summary>A question for a page of lines.</summary>
/// <param name="Filter">Which entries.</param>
/// <param name="After">The spend grain key (<see cref="Spending.SpendGrainKey"/>) that the page before ended with; null: from the
/// beginning.</param>
[GenerateSerializer, Immutable, Alias(Aliases.LinesRequest)]
public sealed record LinesRequest([property: Id(0)] SpendFilter Filter, [property: Id(1)] string? After)
{
    /// <summary>
    /// Whether <see cref="IAccounting.RunTotals"/> of the filter's run is enough. A silo that does not know of this answers with its lines.
    /// </summary>
    [Id(2)] public bool TotalsOnly { get; init; }
}
