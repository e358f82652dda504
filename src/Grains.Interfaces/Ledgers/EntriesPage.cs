using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Ledgers;

/// <summary>A page of single entries.</summary>
/// <param name="Entries">In the order of their numbers; at most <see cref="MessageLimits.LinesMax"/>.</param>
/// <param name="IsLast">Whether no page follows.</param>
[GenerateSerializer, Immutable, Alias(Aliases.EntriesPage)]
public sealed record EntriesPage([property: Id(0)] LedgerEntry[] Entries, [property: Id(1)] bool IsLast);
