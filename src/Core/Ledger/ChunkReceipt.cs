using Accounting.Core.Amounts;

namespace Accounting.Core.Ledger;

/// <summary>What became of a posted chunk.</summary>
/// <param name="Counts">The fates of its records.</param>
/// <param name="Amount">The charges posted; what has no price is left out.</param>
/// <param name="Tokens">All input and output tokens posted.</param>
public readonly record struct ChunkReceipt(RecordCounts Counts, Money Amount, long Tokens);
