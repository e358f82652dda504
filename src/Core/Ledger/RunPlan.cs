namespace Accounting.Core.Ledger;

/// <summary>What one <c>bill</c> command is to do, fixed at its first start and used by every resumption.</summary>
public sealed record RunPlan
{
    /// <summary>A digest of the command (inputs as named and found, and the options that decide what is posted): the same command finds its unfinished run by it.</summary>
    public required string CommandKey { get; init; }
    /// <summary>Digest of the options that decide how a record becomes a call (tenant, model, format, usage): with them an unchanged input is skipped.</summary>
    public required string MappingKey { get; init; }
    /// <summary>The command as a person would type it, for <c>runs list</c>.</summary>
    public required string Command { get; init; }
    /// <summary>Sorted by URI, ordinal comparison (invariant 12).</summary>
    public required IReadOnlyList<PlannedInput> Inputs { get; init; }
    /// <summary>Version and digest of the pinned cost map.</summary>
    public required string PriceVersion { get; init; }
    public required string PriceDigest { get; init; }
    /// <summary>The instant as of which undated calls are priced.</summary>
    public required DateTimeOffset UndatedAt { get; init; }
}

/// <summary>An input of a plan.</summary>
/// <param name="Uri">Absolute: <c>file:///…</c>, <c>stdin:</c>.</param>
/// <param name="Bytes">Size as stored (compressed); -1 where unknown.</param>
/// <param name="Fingerprint">ETag, or size and time; a digest for what was read whole.</param>
public sealed record PlannedInput(string Uri, long Bytes, string Fingerprint);
