namespace Accounting.Storage;

/// <summary>How a ledger is opened.</summary>
public enum LedgerAccess
{
    /// <summary>Queries only. The ledger must exist; a writer beside it is not waited for.</summary>
    ReadOnly = 0,
    /// <summary>Queries and postings. The ledger must exist; one writer at a time.</summary>
    ReadWrite = 1,
    /// <summary>As <see cref="ReadWrite"/>; a ledger that does not exist is made.</summary>
    Create = 2,
}
