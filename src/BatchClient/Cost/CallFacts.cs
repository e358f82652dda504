using System.Collections.Immutable;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Cost;

/// <summary>What was consumed, and what else is known of the call.</summary>
/// <param name="Quantities">Exclusive of each other.</param>
/// <param name="Key">What a response said of itself; null where only quantities were given.</param>
/// <param name="Source">Reported, counted or estimated.</param>
internal sealed record CallFacts(ImmutableArray<Quantity> Quantities, EntryKey? Key, UsageSource Source);
