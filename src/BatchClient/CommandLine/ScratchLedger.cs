using Accounting.BatchClient.Terminal;
using Accounting.Storage;

namespace Accounting.BatchClient.CommandLine;

/// <summary>A copy of a ledger (or an empty one, where there is none) in a temporary folder, gone with its use: a dry run finds the same duplicates, and writes nothing.</summary>
internal sealed class ScratchLedger : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("accounting-dry-run-");

    /// <param name="name">The ledger as typed or set; null: the default in the working folder.</param>
    /// <param name="context">Where relative names start.</param>
    public ScratchLedger(string? name, CommandContext context)
    {
        try
        {
            var copy = Path.Combine(_folder.FullName, "ledger.db");
            if (File.Exists(LedgerOpener.PathOf(name, context)))
            {
                using var ledger = LedgerOpener.Open(name, LedgerAccess.ReadOnly, context);
                ledger.CopyTo(copy);
            }
            Store = SqliteAccounting.Open(copy, LedgerAccess.Create, context.Time);
        }
        catch
        {
            _folder.Delete(recursive: true);
            throw;
        }
    }

    public SqliteAccounting Store { get; }

    public void Dispose()
    {
        Store.Dispose();
        _folder.Delete(recursive: true);
    }
}
