namespace Accounting.Core.Ledger;

/// <summary>What a posting is. Stored: never renumber.</summary>
public enum EntryKind
{
    /// <summary>Calls, as a chunk or a part of one had them.</summary>
    Charge = 0,
    /// <summary>The reversal of a run (invariant 13).</summary>
    Void = 1,
    /// <summary>The difference that another price version makes (invariant 9).</summary>
    Adjustment = 2,
}
