using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Closing;
using Accounting.Core.Ledger.Parts;
using Accounting.Grains.Interfaces;
using Accounting.Grains.Interfaces.Ledgers;
using Accounting.Grains.Interfaces.Repricing;
using Accounting.Grains.Interfaces.Spending;
using Accounting.Grains.Posting;
using Accounting.Grains.Runs;
using Orleans.Concurrency;

namespace Accounting.Grains.Ledgers;

/// <summary>Answers for the ledger as a whole. Holds nothing; how much is asked at once is bounded by the silo's query threads.</summary>
[StatelessWorker]
internal sealed class LedgerGrain(SiloLedger ledger, PostingOptions options) : Grain, ILedgerGrain
{
    private const int KeysOfAPage = 512;

    public Task<LinesPage> Lines(LinesRequest request, CancellationToken cancellationToken)
    {
        SpendKey? after = request.After is null ? null : SpendGrainKey.Parse(request.After);
        if (request is { TotalsOnly: true, Filter.Run: { } run })
            return ledger.Query(accounting => LinePages.Next(accounting.RunTotals(run), after, MessageLimits.RunLinesMax));
        // Spend grains hold what their keys have now. What one run posted, or what was posted before a moment, is one question to the ledger:
        // one for each key would read all of the run each time.
        return ledger.Parts is { } parts && request.Filter is { Run: null, PostedBefore: null }
            ? PartLines(parts, request.Filter, after, cancellationToken)
            : ledger.Query(accounting => LinePages.Next(accounting.Lines(request.Filter), after, MessageLimits.RunLinesMax));
    }

    public Task<EntriesPage> Entries(EntryFilter filter, CancellationToken cancellationToken) =>
        ledger.Query(accounting => EntryPages.Next(accounting.Entries(filter), MessageLimits.LinesMax));

    public Task<RunsPage> Runs(string? after, CancellationToken cancellationToken) =>
        ledger.Query(accounting => RunPages.Next(accounting.Runs(), after, MessageLimits.RunInputsMax));

    public Task<RunRecord?> FindRun(string run, CancellationToken cancellationToken) => ledger.Query(accounting => RunFinder.Find(accounting, run));

    public Task<QuarantinePage> Quarantine(string run, long skip, CancellationToken cancellationToken) =>
        ledger.Query(accounting => QuarantinePages.Next(accounting.Quarantine(run), skip, MessageLimits.QuarantineBytesMax));

    public Task<VoidRunAnswer> Void(VoidRunRequest request, CancellationToken cancellationToken) => ledger.Query(accounting =>
    {
        try
        {
            return new VoidRunAnswer(accounting.VoidRun(request.Run, request.Reason));
        }
        catch (LedgerException exception) when (exception.Fault == LedgerFault.Refused
            && RunFinder.Find(accounting, request.Run) is { State: RunState.Voided } run && run.VoidReason == request.Reason)
        {
            return new VoidRunAnswer(null);
        }
    });

    public Task<MonthClosing[]> Closings(CancellationToken cancellationToken) => ledger.Query(accounting => accounting.Closings().ToArray());

    public Task<MonthClosing> CloseMonth(CloseMonthRequest request, CancellationToken cancellationToken) => ledger.Query(accounting =>
    {
        try
        {
            return accounting.CloseMonth(request);
        }
        catch (LedgerException exception) when (exception.Fault == LedgerFault.Refused && accounting.Closings().FirstOrDefault(closing => IsOf(closing, request)) is not null)
        {
            return accounting.Closings().First(closing => IsOf(closing, request));
        }
    });

    public Task<RepricePage> PlanReprice(RepriceQuestion question, CancellationToken cancellationToken) => ledger.Query(accounting =>
        RepricePage.Of(accounting.PlanReprice(question.ToScope(), question.ToTarget(), cancellationToken), question.Skip, MessageLimits.LinesMax));

    public Task<RepriceAnswer> Reprice(RepriceQuestion question, CancellationToken cancellationToken) => ledger.Query(accounting =>
    {
        var receipt = accounting.Reprice(question.ToOrder(), cancellationToken);
        return new RepriceAnswer(receipt.Applied, receipt.Entries, receipt.Before);
    });

    public Task<string> Digest(CancellationToken cancellationToken) => ledger.Query(accounting => accounting.Digest());

    public Task<string[]> Verify(CancellationToken cancellationToken) => ledger.Query(accounting => accounting.Verify().ToArray());

    public Task<string[]> VerifyAmounts(CancellationToken cancellationToken) => ledger.Query(accounting => accounting.VerifyAmounts().ToArray());

    private static bool IsOf(MonthClosing closing, CloseMonthRequest request) =>
        (closing.Month, closing.Tenant, closing.ClosedBy, closing.Reason) == (request.Month, request.Tenant, request.ClosedBy, request.Reason);

    private async Task<LinesPage> PartLines(IPartLedger parts, SpendFilter filter, SpendKey? after, CancellationToken cancellationToken)
    {
        var lines = new List<LedgerLine>();
        while (true)
        {
            var (from, count) = (after, Math.Min(KeysOfAPage, options.QuestionsInFlightMax));
            var keys = await ledger.Query(_ => parts.SpendKeys(filter.Tenants, filter.Models, from, count));
            var answers = await BoundedTasks.Select(keys, options.QuestionsInFlightMax, key => LinesOf(key, filter, cancellationToken));
            foreach (var answer in answers) lines.AddRange(answer);
            if (keys.Count < count) return new([.. lines], null);
            after = keys[^1];
            if (lines.Count >= MessageLimits.LinesMax) return new([.. lines], SpendGrainKey.Of(keys[^1]));
        }
    }

    private async Task<LedgerLine[]> LinesOf(SpendKey key, SpendFilter filter, CancellationToken cancellationToken)
    {
        var own = filter with { Tenants = [key.Tenant], Models = [key.Model] };
        return (await GrainFactory.GetGrain<ISpendGrain>(SpendGrainKey.Of(key)).Lines(own, cancellationToken)).Lines;
    }
}
