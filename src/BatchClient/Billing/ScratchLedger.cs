using Accounting.BatchClient.Terminal;
using Accounting.Storage;

namespace Accounting.BatchClient.Billing;

/// <summary>A ledger that is thrown away: empty, or a copy of one, so that a dry run finds every call that was billed before.</summary>
internal sealed class ScratchLedger : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("accounting-").FullName;

    public string File => Path.Combine(_folder, "accounting.db");

    public static ScratchLedger CopyOf(string ledger, CommandContext context)
    {
        var scratch = new ScratchLedger();
        if (!System.IO.File.Exists(ledger)) return scratch;
        try
        {
            using var original = SqliteAccounting.Open(ledger, LedgerAccess.ReadOnly, context.Time);
            original.CopyTo(scratch.File);
            return scratch;
        }
        catch
        {
            scratch.Dispose();
            throw;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
