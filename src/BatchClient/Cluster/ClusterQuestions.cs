using Accounting.Core.Ledger;
using Accounting.Grains.Interfaces.Ledgers;

namespace Accounting.BatchClient.Cluster;

/// <summary>Asks a cluster's ledger, page by page.</summary>
internal sealed class ClusterQuestions(IGrainFactory grains, ClusterCalls calls)
{
    /// <summary>Keys of one question after the other: each may be answered by another silo.</summary>
    private const int Keys = 64;

    private int _next;

    /// <summary>Any of the grains that answer for the ledger: they are all alike.</summary>
    public ILedgerGrain Ledger => grains.GetGrain<ILedgerGrain>((Interlocked.Increment(ref _next) & int.MaxValue) % Keys);

    public IReadOnlyList<RunRecord> Runs()
    {
        var runs = new List<RunRecord>();
        while (true)
        {
            var after = runs.Count == 0 ? null : runs[^1].Run;
            var page = calls.Make("listing runs", token => Ledger.Runs(after, token));
            runs.AddRange(page.Runs);
            if (page.IsLast || page.Runs.Length == 0) return runs;
        }
    }

    /// <param name="filter">Which entries.</param>
    /// <param name="totalsOnly">Whether totals of the filter's run are enough.</param>
    public IEnumerable<LedgerLine> Lines(SpendFilter filter, bool totalsOnly = false)
    {
        for (string? after = null; ;)
        {
            var request = new LinesRequest(filter, after) { TotalsOnly = totalsOnly };
            var page = calls.MakeLong("reading the ledger", token => Ledger.Lines(request, token));
            foreach (var line in page.Lines) yield return line;
            if (page.After is null) yield break;
            after = page.After;
        }
    }

    public IEnumerable<LedgerEntry> Entries(EntryFilter filter)
    {
        if (filter.ByKey) throw new NotSupportedException("A cluster gives entries in the order of their numbers.");
        for (var question = filter; ;)
        {
            var asked = question;
            var page = calls.MakeLong("reading the ledger", token => Ledger.Entries(asked, token));
            foreach (var entry in page.Entries) yield return entry;
            if (page.IsLast || page.Entries.Length == 0) yield break;
            question = question with { After = page.Entries[^1].Id };
        }
    }

    public IEnumerable<(string Uri, QuarantinedRecord Record)> Quarantine(string run)
    {
        for (var skip = 0L; ;)
        {
            var from = skip;
            var page = calls.MakeLong("reading the quarantine", token => Ledger.Quarantine(run, from, token));
            for (var index = 0; index < page.Records.Length; index++) yield return (page.Uris[index], page.Records[index]);
            if (page.IsLast || page.Records.Length == 0) yield break;
            skip += page.Records.Length;
        }
    }
}
