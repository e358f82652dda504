using Accounting.Core.Ledger;

namespace Accounting.Storage.Sqlite;

/// <summary>
/// The right to write to a ledger: a lock of the operating system on the file <c>LEDGER.lock</c>. The system frees it when its process ends, however that happens;
/// the file itself stays, since removing it would let two processes hold locks on two files of one name.
/// </summary>
internal sealed class WriterLock : IDisposable
{
    // EWOULDBLOCK on Linux and on macOS, ERROR_SHARING_VIOLATION on Windows: the base library has no type of its own for it.
    private const int WouldBlockLinux = 11;
    private const int WouldBlockMacOS = 35;
    private const int SharingViolation = unchecked((int)0x80070020);

    private readonly FileStream _file;

    private WriterLock(FileStream file) => _file = file;

    /// <exception cref="LedgerException">Another process holds the lock, or the folder cannot be written.</exception>
    public static WriterLock Take(string ledger)
    {
        try
        {
            return new(new FileStream(ledger + ".lock", Options(FileMode.OpenOrCreate)));
        }
        catch (IOException exception) when (exception.HResult is WouldBlockLinux or WouldBlockMacOS or SharingViolation)
        {
            throw new LedgerException(LedgerFault.Locked,
                $"The ledger {ledger} is being written by another process. A ledger has one writer at a time: wait until it has ended, then run the same command again. "
                + "Queries need not wait.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(ledger, exception);
        }
    }

    /// <summary>Makes an empty file that only its owner can read: a ledger holds raw records in quarantine.</summary>
    public static void CreateFile(string ledger)
    {
        try
        {
            using var file = new FileStream(ledger, Options(FileMode.CreateNew));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(ledger, exception);
        }
    }

    public void Dispose() => _file.Dispose();

    private static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static LedgerException Unwritable(string ledger, Exception exception) => new(LedgerFault.ReadOnly,
        $"The ledger {ledger} cannot be written: {exception.Message} Its folder must exist and be writable: mend the permissions, or name another place with --ledger.", exception);
}
