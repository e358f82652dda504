using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Billing;

/// <summary>What a run did, read back from the ledger after its last chunk.</summary>
internal sealed record BillSummary
{
    public required RunRecord Run { get; init; }
    public required RecordCounts Counts { get; init; }
    /// <summary>The run's entries, summed by key.</summary>
    public required IReadOnlyList<LedgerLine> Lines { get; init; }
    public required string? QuarantineFile { get; init; }
    public required TimeSpan Elapsed { get; init; }
    /// <summary>Bytes as stored that this process read.</summary>
    public required long BytesRead { get; init; }
    /// <summary>Records that this process read.</summary>
    public required long RecordsRead { get; init; }
    public string? LedgerDigest { get; init; }
    public bool DryRun { get; init; }

    public Money Cost => Lines.Aggregate(Money.Zero, (sum, line) => sum + (line.Amount ?? Money.Zero));

    public IEnumerable<Quantity> Tokens => Lines.SelectMany(line => line.Quantities).GroupBy(quantity => quantity.Meter)
        .OrderBy(group => group.Key).Select(group => new Quantity(group.Key, group.Sum(quantity => quantity.Amount)));

    /// <summary>3 where something was rejected, conflicting or not priced, else 0.</summary>
    public bool IsComplete => Counts.Rejected == 0 && Counts.Conflicting == 0 && Lines.All(line => line.Amount is not null || line.Calls == 0);
}
