namespace Accounting.Storage.Posting;

/// <summary>What a posting is. Stored: never renumber.</summary>
internal enum EntryKind
{
    /// <summary>The calls of one chunk.</summary>
    Charge = 0,
    /// <summary>The reversal of a run (invariant 13).</summary>
    Void = 1,
    /// <summary>The difference that another price version makes (invariant 9).</summary>
    Adjustment = 2,
}
