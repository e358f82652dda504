namespace Accounting.Grains.Interfaces.Ledgers;

/// <summary>Asks to reverse a run.</summary>
/// <param name="Id">The same for each attempt.</param>
/// <param name="Run">The run's name.</param>
/// <param name="Reason">Why; it stays in the ledger. With it a repeat is told from another request.</param>
[GenerateSerializer, Immutable, Alias(Aliases.VoidRunRequest)]
public sealed record VoidRunRequest([property: Id(0)] Guid Id, [property: Id(1)] string Run, [property: Id(2)] string Reason);
