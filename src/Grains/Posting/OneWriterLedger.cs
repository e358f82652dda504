using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Closing;
using Accounting.Core.Ledger.Repricing;
using Accounting.Core.Pricing;

namespace Accounting.Grains.Posting;

/// <summary>Lets one caller at a time write to a ledger that is made for one writer (a file). Questions go through as they are.</summary>
internal sealed class OneWriterLedger(IAccounting ledger) : IAccounting
{
    private readonly Lock _writer = new();

    public RunRecord StartOrResume(RunPlan plan) => Write(() => ledger.StartOrResume(plan));

    public ChunkReceipt PostChunk(string run, ChunkPosting posting, IPriceList prices) => Write(() => ledger.PostChunk(run, posting, prices));

    public IReadOnlyList<ChunkReceipt> PostChunks(string run, IReadOnlyList<ChunkPosting> postings, IPriceList prices) =>
        Write(() => ledger.PostChunks(run, postings, prices));

    public void Finish(string run) => Write(() =>
    {
        ledger.Finish(run);
        return true;
    });

    public long VoidRun(string run, string reason) => Write(() => ledger.VoidRun(run, reason));

    public bool TrySavePriceMap(StoredPriceMap map, string? after) => Write(() => ledger.TrySavePriceMap(map, after));

    public IReadOnlyList<RunRecord> Runs() => ledger.Runs();

    public IEnumerable<LedgerLine> Lines(SpendFilter filter) => ledger.Lines(filter);

    public IEnumerable<LedgerEntry> Entries(EntryFilter filter) => ledger.Entries(filter);

    public IEnumerable<(string Uri, QuarantinedRecord Record)> Quarantine(string run) => ledger.Quarantine(run);

    public IReadOnlyList<MonthClosing> Closings() => ledger.Closings();

    public MonthClosing CloseMonth(CloseMonthRequest request) => Write(() => ledger.CloseMonth(request));

    public RepricePlan PlanReprice(RepriceScope scope, RepriceTarget target, CancellationToken cancellationToken) => ledger.PlanReprice(scope, target, cancellationToken);

    public RepriceReceipt Reprice(RepriceOrder order, CancellationToken cancellationToken) => Write(() => ledger.Reprice(order, cancellationToken));

    public string Digest() => ledger.Digest();

    public IReadOnlyList<string> Verify() => ledger.Verify();

    public StoredPriceMap? LoadPriceMap(string version) => ledger.LoadPriceMap(version);

    public StoredPriceMap? LoadNewestPriceMap() => ledger.LoadNewestPriceMap();

    public void Dispose() => ledger.Dispose();

    private T Write<T>(Func<T> work)
    {
        lock (_writer) return work();
    }
}
