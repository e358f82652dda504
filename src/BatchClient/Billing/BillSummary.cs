using Accounting.BatchClient.Rendering;
using Accounting.Core.Ledger;

namespace Accounting.BatchClient.Billing;

/// <summary>What a run did, read back from the ledger after its last chunk.</summary>
internal sealed class BillSummary
{
    public BillSummary(RunRecord run, IReadOnlyList<LedgerLine> lines)
    {
        Run = run;
        Lines = lines;
        Counts = Runs.RunJson.TotalOf(run);
        foreach (var line in lines)
        {
            Total.Add(line);
            Incomplete.Add(line);
        }
    }

    public RunRecord Run { get; }
    /// <summary>The run's entries, summed by key or coarser (<see cref="IAccounting.RunTotals"/>).</summary>
    public IReadOnlyList<LedgerLine> Lines { get; }
    public RecordCounts Counts { get; }
    public Tally Total { get; } = new();
    public Incomplete Incomplete { get; } = new();
    public required string? QuarantineFile { get; init; }
    public required TimeSpan Elapsed { get; init; }
    /// <summary>Bytes as stored that this process read.</summary>
    public required long BytesRead { get; init; }
    /// <summary>Records that this process read.</summary>
    public required long RecordsRead { get; init; }
    public string? LedgerDigest { get; init; }
    public bool DryRun { get; init; }

    /// <summary>Whether everything was billed, and has a price.</summary>
    public bool IsComplete => Counts.Rejected == 0 && Counts.Conflicting == 0 && !Incomplete.HasUnpriced;
}
