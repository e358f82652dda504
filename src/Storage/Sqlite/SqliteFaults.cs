using Accounting.Core.Ledger;
using SQLitePCL;

namespace Accounting.Storage.Sqlite;

/// <summary>SQLite's result codes as sentences that a person can act on.</summary>
internal static class SqliteFaults
{
    private const int PrimaryMask = 0xFF;
    private const int IoErrorWrite = raw.SQLITE_IOERR | (3 << 8);
    private const int IoErrorShmSize = raw.SQLITE_IOERR | (19 << 8);

    public static LedgerException Describe(int result, string detail, string path) => (result & PrimaryMask, result) switch
    {
        (raw.SQLITE_FULL, _) or (_, IoErrorWrite) or (_, IoErrorShmSize) => new(LedgerFault.Full,
            $"The ledger {path} cannot grow: the disk is full ({detail}). Nothing of this step was stored. "
            + "Free some space and run the same command again: it goes on where it stopped."),
        (raw.SQLITE_BUSY or raw.SQLITE_LOCKED, _) => new(LedgerFault.Locked,
            $"The ledger {path} is being written by another process ({detail}). Wait until that process has ended, then run the same command again."),
        (raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH, _) => new(LedgerFault.ReadOnly,
            $"The ledger {path} cannot be written ({detail}). The file and its folder must be writable: mend the permissions, or name another place with --ledger."),
        (raw.SQLITE_CANTOPEN, _) => new(LedgerFault.ReadOnly,
            $"The ledger {path} cannot be opened ({detail}). The file must be readable and its folder must exist: mend the permissions, or name another place with --ledger."),
        (raw.SQLITE_NOTADB, _) => NotALedger(path, "it is no SQLite database"),
        (raw.SQLITE_CORRUPT, _) => new(LedgerFault.Damaged,
            $"The ledger {path} is damaged ({detail}). Restore it from a backup, or bill the logs again into a new ledger; `accounting verify` lists what is wrong."),
        _ => new(LedgerFault.Damaged,
            $"The ledger {path} failed with SQLite's error {result} ({detail}). Nothing of this step was stored. Check the disk, then run `accounting verify`."),
    };

    public static LedgerException NotALedger(string path, string why) => new(LedgerFault.NotALedger,
        $"{path} is not a ledger: {why}. Nothing was changed. Name a ledger, or a file that does not exist yet, with --ledger.");
}
