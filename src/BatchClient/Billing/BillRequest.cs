using Accounting.LogReading;
using Accounting.LogReading.Calls;

namespace Accounting.BatchClient.Billing;

/// <summary>One <c>bill</c> command, checked and with its defaults filled in.</summary>
internal sealed record BillRequest
{
    /// <summary>Files, folders, globs, <c>-</c>.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }
    /// <summary>A file's full path, or an address; may hold a password: shown by <see cref="CommandLine.LedgerOpener.Shown"/>.</summary>
    public required string Ledger { get; init; }
    public ReadingOptions Reading { get; init; } = new();
    /// <summary>What bounds the counting of a call's text; decides nothing that a run is found again by.</summary>
    public CountLimits Counting { get; init; } = CountLimits.None;
    /// <summary>Threads that count. Default: processors.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;
    /// <summary>Decompressed bytes of one chunk, about.</summary>
    public int ChunkBytes { get; init; } = Limits.ChunkBytesDefault;
    /// <summary>Where quarantined records are written; null: beside the ledger's file, or in the working folder.</summary>
    public string? Quarantine { get; init; }
    /// <summary>Do everything, write nothing.</summary>
    public bool DryRun { get; init; }
    /// <summary>Add the ledger's digest to the answer.</summary>
    public bool Digest { get; init; }
}
