using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Closing;
using Accounting.Core.Ledger.Parts;
using Accounting.Core.Ledger.Repricing;
using Accounting.Core.Pricing;

namespace Accounting.Grains.Tests.Support;

/// <summary>A ledger whose steps fail as <see cref="LedgerFaults"/> says.</summary>
internal sealed class FaultyLedger(IPartLedger ledger, LedgerFaults faults) : IPartLedger
{
    public RunRecord StartOrResume(RunPlan plan) => faults.Around(() => ledger.StartOrResume(plan));

    public IReadOnlyList<PartReceipt> PostParts(IReadOnlyList<SpendPart> parts, Func<string, IPriceList> prices) => faults.Around(() => ledger.PostParts(parts, prices));

    public ChunkReceipt PostChunk(string run, ChunkPosting posting, IPriceList prices) => faults.Around(() => ledger.PostChunk(run, posting, prices));

    public void Advance(string run, IReadOnlyList<ChunkProgress> chunks) => Around(() => ledger.Advance(run, chunks));

    public void Finish(string run) => Around(() => ledger.Finish(run));

    public long VoidRun(string run, string reason) => faults.Around(() => ledger.VoidRun(run, reason));

    public RunRecord? FindRun(string run) => faults.Around(() => ledger.FindRun(run));

    public IReadOnlyList<RunRecord> Runs() => faults.Around(ledger.Runs);

    public long VersionOf(SpendKey key) => faults.Around(() => ledger.VersionOf(key));

    public SpendSums ReadSums(SpendKey key) => faults.Around(() => ledger.ReadSums(key));

    public IReadOnlyList<SpendKey> SpendKeys(IReadOnlyList<string> tenants, IReadOnlyList<string> models, SpendKey? after, int count) =>
        faults.Around(() => ledger.SpendKeys(tenants, models, after, count));

    public RepricePlan PlanReprice(RepriceScope scope, RepriceTarget target, CancellationToken cancellationToken) =>
        faults.Around(() => ledger.PlanReprice(scope, target, cancellationToken));

    public RepriceReceipt Reprice(RepriceOrder order, CancellationToken cancellationToken) => faults.Around(() => ledger.Reprice(order, cancellationToken));

    public IEnumerable<LedgerEntry> Entries(EntryFilter filter) => faults.Around(() => ledger.Entries(filter));

    public IEnumerable<LedgerLine> Lines(SpendFilter filter) => faults.Around(() => ledger.Lines(filter));

    public IEnumerable<(string Uri, QuarantinedRecord Record)> Quarantine(string run) => faults.Around(() => ledger.Quarantine(run));

    public IReadOnlyList<MonthClosing> Closings() => faults.Around(ledger.Closings);

    public MonthClosing CloseMonth(CloseMonthRequest request) => faults.Around(() => ledger.CloseMonth(request));

    public string Digest() => faults.Around(ledger.Digest);

    public IReadOnlyList<string> Verify() => faults.Around(ledger.Verify);

    public StoredPriceMap? LoadPriceMap(string version) => faults.Around(() => ledger.LoadPriceMap(version));

    public StoredPriceMap? LoadNewestPriceMap() => faults.Around(ledger.LoadNewestPriceMap);

    public bool TrySavePriceMap(StoredPriceMap map, string? after) => faults.Around(() => ledger.TrySavePriceMap(map, after));

    public void Dispose() => ledger.Dispose();

    private void Around(Action step) => faults.Around(() =>
    {
        step();
        return true;
    });
}
