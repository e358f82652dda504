using Accounting.Core.Ledger;
using Accounting.Storage;
using Accounting.TestKit;

namespace Accounting.Grains.Tests.Support;

/// <summary>The same logs billed by one process into a file: what a cluster must give too.</summary>
internal sealed class LocalLedger : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LocalLedger() => Ledger = SqliteAccounting.Open(_folder["local.db"], LedgerAccess.Create, TimeProvider.System);

    public SqliteAccounting Ledger { get; }

    public string Path => _folder["local.db"];

    public RunRecord Bill(TestLog log, int callsOfAChunk)
    {
        var run = Ledger.StartOrResume(log.Plan);
        foreach (var chunk in log.Chunks(callsOfAChunk)) Ledger.PostChunk(run.Run, chunk, TestPrices.Standard);
        Ledger.Finish(run.Run);
        return Ledger.Runs()[0];
    }

    public void Dispose()
    {
        Ledger.Dispose();
        _folder.Dispose();
    }
}
