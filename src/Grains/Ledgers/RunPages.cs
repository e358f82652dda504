using Accounting.Core.Ledger;
using Accounting.Grains.Interfaces.Ledgers;

namespace Accounting.Grains.Ledgers;

/// <summary>Cuts runs into pages.</summary>
internal static class RunPages
{
    /// <param name="runs">Newest first.</param>
    /// <param name="after">The last run of the page before; one that is not there any more: from the newest.</param>
    /// <param name="inputsMax">How many inputs the runs of a page have at most, unless it is one run.</param>
    public static RunsPage Next(IReadOnlyList<RunRecord> runs, string? after, int inputsMax)
    {
        var page = new List<RunRecord>();
        var inputs = 0L;
        foreach (var run in after is null ? runs : runs.SkipWhile(run => run.Run != after).Skip(1))
        {
            inputs += run.Inputs.Count + run.Plan.Inputs.Count;
            if (page.Count > 0 && inputs > inputsMax) return new([.. page], false);
            page.Add(run);
        }
        return new([.. page], true);
    }
}
