namespace Accounting.Core.Ledger;

/// <summary>The ledger cannot do what was asked. The message says what was wrong, where, what was expected and what to do; nothing of the refused step was stored.</summary>
public sealed class LedgerException : Exception
{
    public LedgerException(LedgerFault fault, string message) : base(message) => Fault = fault;

    public LedgerException(LedgerFault fault, string message, Exception inner) : base(message, inner) => Fault = fault;

    public LedgerFault Fault { get; }
}

/// <summary>Why a ledger refused.</summary>
public enum LedgerFault
{
    /// <summary>There is no ledger at the place named.</summary>
    NotFound = 0,
    /// <summary>The file is something else than a ledger.</summary>
    NotALedger = 1,
    /// <summary>A newer version of the program made the ledger.</summary>
    NewerVersion = 2,
    /// <summary>Another process writes to it.</summary>
    Locked = 3,
    /// <summary>The file or its folder cannot be written.</summary>
    ReadOnly = 4,
    /// <summary>No space is left.</summary>
    Full = 5,
    /// <summary>The file is damaged, or reading or writing it failed.</summary>
    Damaged = 6,
    /// <summary>The ledger is fine; what was asked is against its rules (an unknown run, a chunk posted twice, a run voided twice, ...).</summary>
    Refused = 7,
    /// <summary>The server cannot be reached or went away. Every operation is safe to repeat: do so after a pause.</summary>
    Unavailable = 8,
}
