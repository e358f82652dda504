using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Closing;
using Accounting.Core.Ledger.Repricing;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Tests.Support;

/// <summary>A ledger in memory that answers what it was given.</summary>
internal sealed class FakeLedger : IAccounting
{
    public List<LedgerLine> Content { get; } = [];
    public List<RunRecord> RunList { get; } = [];
    public List<string> Problems { get; } = [];
    public List<(string Run, string Reason)> Voided { get; } = [];
    public SpendFilter? LastFilter { get; private set; }
    /// <summary>Thrown by <see cref="Verify"/>.</summary>
    public Exception? Failure { get; init; }

    public static readonly Slot Noon = Slot.At(new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero));

    public FakeLedger Add(string tenant, string model, string? amount, long input = 100, long output = 10, Slot? slot = null, long calls = 1, Func<EntryKey, EntryKey>? with = null)
    {
        var key = new EntryKey { Tenant = tenant, Provider = "openai", ResponseModel = model, RequestedModel = model, CallType = "chat", Slot = slot ?? Noon };
        Quantity[] quantities = [new(Meter.InputTokens, input), new(Meter.OutputTokens, output)];
        Content.Add(new(with is null ? key : with(key), calls, quantities, amount is null ? null : Money.Parse(amount), null));
        return this;
    }

    public IEnumerable<LedgerLine> Lines(SpendFilter filter)
    {
        LastFilter = filter;
        return Content.Where(line =>
            (filter.Tenants.Count == 0 || filter.Tenants.Contains(line.Key.Tenant))
            && (filter.Models.Count == 0 || filter.Models.Contains(line.Key.ResponseModel))
            && ((filter.WithUndated && line.Key.Slot.IsUndated)
                || ((filter.Since is null || line.Key.Slot >= Slot.At(filter.Since.Value))
                    && (filter.Until is null || (line.Key.Slot < Slot.At(filter.Until.Value) && !line.Key.Slot.IsUndated)))));
    }

    public RepricePlan PlanReprice(RepriceScope scope, RepriceTarget target, CancellationToken cancellationToken) => throw new NotSupportedException();

    public RepriceReceipt Reprice(RepriceOrder order, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IEnumerable<LedgerEntry> Entries(EntryFilter filter) => throw new NotSupportedException();

    public IReadOnlyList<RunRecord> Runs() => RunList;

    public long VoidRun(string run, string reason)
    {
        Voided.Add((run, reason));
        return 7;
    }

    public IReadOnlyList<MonthClosing> Closings() => [];

    public MonthClosing CloseMonth(CloseMonthRequest request) => throw new NotSupportedException();

    public string Digest() => "sha256:0000";

    public IReadOnlyList<string> Verify() => Failure is null ? Problems : throw Failure;

    public IReadOnlyList<string> VerifyAmounts() => [];

    public RunRecord StartOrResume(RunPlan plan) => throw new NotSupportedException();

    public ChunkReceipt PostChunk(string run, ChunkPosting posting, IPriceList prices) => throw new NotSupportedException();

    public StoredPriceMap? LoadPriceMap(string version) => null;

    public StoredPriceMap? LoadNewestPriceMap() => null;

    public bool TrySavePriceMap(StoredPriceMap map, string? after) => throw new NotSupportedException();

    public void Finish(string run) => throw new NotSupportedException();

    public IEnumerable<(string Uri, QuarantinedRecord Record)> Quarantine(string run) => [];

    public void Dispose()
    {
    }
}

internal sealed class FakeLedgerOpener(FakeLedger ledger) : LedgerOpener
{
    public override IAccounting OpenToRead(string? name, CommandContext context) => ledger;

    public override IAccounting OpenToWrite(string? name, CommandContext context) => ledger;
}
