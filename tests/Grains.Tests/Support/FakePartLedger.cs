using System.Security.Cryptography;
using System.Text;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Closing;
using Accounting.Core.Ledger.Parts;
using Accounting.Core.Ledger.Repricing;
using Accounting.Core.Pricing;

namespace Accounting.Grains.Tests.Support;

/// <summary>
/// A ledger in memory, written from the contract of <see cref="IPartLedger"/>: unique ids with the record that each came from, all or
/// nothing, row versions. Its own rules are simple
/// enough to be read; that those of PostgreSQL are the same is shown elsewhere.
/// </summary>
internal sealed class FakePartLedger : IPartLedger
{
    private readonly Lock _lock = new();
    private readonly FakeRuns _runs = new();
    private readonly FakeEntries _entries = new();
    private readonly Dictionary<CallId, FakeCall> _ids = [];

    /// <summary>How often parts were committed, and how many.</summary>
    public (int Commits, int Parts) Posted { get; private set; }

    /// <summary>Runs before each commit of parts, on the writer's thread.</summary>
    public Action<IReadOnlyList<SpendPart>> BeforeCommit { get; set; } = static _ => { };

    public RunRecord StartOrResume(RunPlan plan) => Step(() => _runs.StartOrResume(plan));

    public IReadOnlyList<PartReceipt> PostParts(IReadOnlyList<SpendPart> parts, Func<string, IPriceList> prices)
    {
        BeforeCommit(parts);
        return Step(() =>
        {
            if (parts.DistinctBy(part => (part.Run, part.Key)).Count() != parts.Count) throw new InvalidOperationException("Two parts of one run and spend key.");
            var runs = parts.Select(part => _runs.RequireOpen(part.Run)).ToArray();
            Posted = (Posted.Commits + 1, Posted.Parts + parts.Count);
            return parts.Select((part, index) => Post(part, runs[index], prices(runs[index].Plan.PriceVersion))).ToArray();
        });
    }

    public void Advance(string run, IReadOnlyList<ChunkProgress> chunks) => Step(() => _runs.Advance(run, chunks));

    public void Finish(string run) => Step(() => _runs.Finish(run));

    public long VoidRun(string run, string reason) => Step(() =>
    {
        _runs.Void(run, reason);
        foreach (var id in _ids.Where(pair => pair.Value.Run == run).Select(pair => pair.Key).ToArray()) _ids.Remove(id);
        return _entries.Void(run);
    });

    public ChunkReceipt PostChunk(string run, ChunkPosting posting, IPriceList prices) => throw new NotSupportedException("Grains post parts.");

    public RunRecord? FindRun(string run) => Step(() => _runs.Find(run));

    public IReadOnlyList<RunRecord> Runs() => Step(_runs.All);

    public long VersionOf(SpendKey key) => Step(() => _entries.VersionOf(key));

    public SpendSums ReadSums(SpendKey key) =>
        Step(() => new SpendSums(_entries.VersionOf(key), [.. _entries.Lines(new() { Tenants = [key.Tenant], Models = [key.Model] })]));

    public IReadOnlyList<SpendKey> SpendKeys(IReadOnlyList<string> tenants, IReadOnlyList<string> models, SpendKey? after, int count) =>
        Step(() => _entries.Keys(tenants, models).Where(key => after is not { } last || key > last).Take(count).ToArray());

    public RepricePlan PlanReprice(RepriceScope scope, RepriceTarget target, CancellationToken cancellationToken) => throw new NotSupportedException();

    public RepriceReceipt Reprice(RepriceOrder order, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IEnumerable<LedgerEntry> Entries(EntryFilter filter) => throw new NotSupportedException();

    public IEnumerable<LedgerLine> Lines(SpendFilter filter) => Step(() => _entries.Lines(filter));

    public IEnumerable<(string Uri, QuarantinedRecord Record)> Quarantine(string run) => Step(() => _runs.Quarantine(run));

    public IReadOnlyList<MonthClosing> Closings() => throw new NotSupportedException();

    public MonthClosing CloseMonth(CloseMonthRequest request) => throw new NotSupportedException();

    public string Digest() => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(LedgerText.Of(Lines(new())))));

    public IReadOnlyList<string> Verify() =>
        Step(() => _runs.All().Where(run => run.State != RunState.Voided && run.Inputs.Sum(input => input.Counts.Accepted) != _ids.Values.LongCount(call => call.Run == run.Run))
            .Select(run => $"Run {run.Run} has other ids than accepted calls.").ToArray());

    public StoredPriceMap? LoadPriceMap(string version) => null;

    public StoredPriceMap? LoadNewestPriceMap() => null;

    public bool TrySavePriceMap(StoredPriceMap map, string? after) => false;

    public void Dispose()
    {
        // Silos close their ledger; this one is shared by all of them.
    }

    private PartReceipt Post(SpendPart part, RunRecord run, IPriceList prices)
    {
        var known = new List<KnownCall>();
        var added = new List<PartCall>();
        for (var index = 0; index < part.Calls.Count; index++)
        {
            var call = part.Calls[index];
            var own = new FakeCall(call.Facts, part.Run, call.Input, call.Offset);
            if (_ids.TryAdd(call.Id, own)) added.Add(call);
            else if (_ids[call.Id] is var posted && (posted.Run, posted.Input, posted.Offset) != (own.Run, own.Input, own.Offset)) known.Add(new(index, posted.Facts, posted.Run));
        }
        var receipt = _entries.Add(part, added, run, prices);
        return new() { Known = known, Amount = receipt.Amount, Tokens = receipt.Tokens, Version = receipt.Version, Added = receipt.Added };
    }

    private T Step<T>(Func<T> step)
    {
        lock (_lock) return step();
    }

    private void Step(Action step) => Step(() =>
    {
        step();
        return true;
    });

    private sealed record FakeCall(ulong Facts, string Run, int Input, long Offset);
}
