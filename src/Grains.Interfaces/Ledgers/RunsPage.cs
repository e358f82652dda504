using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Ledgers;

/// <summary>A page of runs.</summary>
/// <param name="Runs">Newest first.</param>
/// <param name="IsLast">Whether no page follows.</param>
[GenerateSerializer, Immutable, Alias(Aliases.RunsPage)]
public sealed record RunsPage([property: Id(0)] RunRecord[] Runs, [property: Id(1)] bool IsLast);
