using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;

namespace Accounting.Grains.Runs;

/// <summary>Finds a run by its name in either kind of ledger.</summary>
internal static class RunFinder
{
    public static RunRecord? Find(IAccounting ledger, string run) =>
        ledger is IPartLedger parts ? parts.FindRun(run) : ledger.Runs().FirstOrDefault(record => record.Run == run);
}
