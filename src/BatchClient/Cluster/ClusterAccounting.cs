using Accounting.BatchClient.Billing;
using Accounting.BatchClient.Models;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Closing;
using Accounting.Core.Ledger.Repricing;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Import;
using Accounting.Grains.Interfaces.Ledgers;
using Accounting.Grains.Interfaces.Prices;
using Accounting.LogReading.Calls;

namespace Accounting.BatchClient.Cluster;

/// <summary>A cluster as the ledger that commands see. Every method waits for its answer; calls that are not answered are repeated (<see cref="ClusterCalls"/>).</summary>
internal sealed class ClusterAccounting(IGrainFactory grains, ClusterCalls calls, Action<string> note, IDisposable connection) : IAccounting, IChunkCounting, IPriceChanges
{
    private readonly ClusterRuns _runs = new(grains, calls);
    private readonly ClusterQuestions _questions = new(grains, calls);

    private ClusterPrices Prices => new(Registry, calls, this);

    private ClusterRepricing Repricing => new(_questions, calls);

    private ICostRegistryGrain Registry => grains.GetGrain<ICostRegistryGrain>(ICostRegistryGrain.Key);

    public IChunkReader NewChunkReader(ReadingOptions reading, CountLimits limits) => new ClusterChunkReader(grains, calls, reading, limits);

    public RunRecord StartOrResume(RunPlan plan) => _runs.StartOrResume(plan);

    public ChunkReceipt PostChunk(string run, ChunkPosting posting, IPriceList prices) => PostChunks(run, [posting], prices)[0];

    /// <summary>Posts together. Silos price with the map that the run is pinned to; <paramref name="prices"/> is not used.</summary>
    public IReadOnlyList<ChunkReceipt> PostChunks(string run, IReadOnlyList<ChunkPosting> postings, IPriceList prices) => _runs.Post(run, postings);

    public void Finish(string run) => _runs.Finish(run);

    public long VoidRun(string run, string reason)
    {
        var request = new VoidRunRequest(Guid.NewGuid(), run, reason);
        if (calls.MakeLong("voiding a run", token => _questions.Ledger.Void(request, token)).Entries is { } entries) return entries;
        note($"run {run} was voided by an attempt whose answer was lost: how many entries it reversed is not known.");
        return 0;
    }

    public IReadOnlyList<RunRecord> Runs() => _questions.Runs();

    public IEnumerable<LedgerLine> Lines(SpendFilter filter) => _questions.Lines(filter);

    public IEnumerable<LedgerLine> RunTotals(string run) => _questions.Lines(new() { Run = run }, totalsOnly: true);

    public IEnumerable<LedgerEntry> Entries(EntryFilter filter) => _questions.Entries(filter);

    public IEnumerable<(string Uri, QuarantinedRecord Record)> Quarantine(string run) => _questions.Quarantine(run);

    public IReadOnlyList<MonthClosing> Closings() => calls.Make("listing closed months", token => _questions.Ledger.Closings(token));

    public MonthClosing CloseMonth(CloseMonthRequest request) => calls.MakeLong("closing a month", token => _questions.Ledger.CloseMonth(request, token));

    public RepricePlan PlanReprice(RepriceScope scope, RepriceTarget target, CancellationToken cancellationToken) => Repricing.Plan(scope, target);

    public RepriceReceipt Reprice(RepriceOrder order, CancellationToken cancellationToken) => Repricing.Apply(order);

    public string Digest() => calls.MakeLong("the ledger's digest", token => _questions.Ledger.Digest(token));

    public IReadOnlyList<string> Verify() => calls.MakeLong("verifying the ledger", token => _questions.Ledger.Verify(token));

    public IReadOnlyList<string> VerifyAmounts() => calls.MakeLong("verifying the ledger's amounts", token => _questions.Ledger.VerifyAmounts(token));

    public StoredPriceMap? LoadPriceMap(string version) => calls.Make("loading a cost map", token => Registry.Load(version, token));

    public StoredPriceMap? LoadNewestPriceMap() => calls.Make("loading the cost map", token => Registry.Newest(token));

    public bool TrySavePriceMap(StoredPriceMap map, string? after) => calls.Make("storing a cost map", token => Registry.TrySave(map, after, token));

    public (CostMap Map, IReadOnlyList<RegistrationResult> Results) Register(IReadOnlyList<PriceOffer> offers) => Prices.Register(offers);

    public (CostMap Map, ImportReport Report) Import(byte[] content, ImportOptions options) => Prices.Import(content, options);

    public void Dispose() => connection.Dispose();
}
