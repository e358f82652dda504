namespace Accounting.Core.Ledger;

/// <summary>Which single entries a question is about.</summary>
public sealed record EntryFilter
{
    /// <summary>Of which keys, runs and times.</summary>
    public SpendFilter Of { get; init; } = new();
    /// <summary>Only entries with a greater number: to go on after a page.</summary>
    public long After { get; init; }
    /// <summary>Only postings with a greater number.</summary>
    public long PostingsAfter { get; init; }
    /// <summary>Only postings up to this number; null: all.</summary>
    public long? PostingsUpTo { get; init; }
    /// <summary>Key by key in any order of keys, the entries of each in the order of their numbers. Not for a cluster.</summary>
    public bool ByKey { get; init; }
}
