using System.Diagnostics;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Versions;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Inputs;
using Accounting.Storage;
using Accounting.Storage.Postgres;

namespace Accounting.BatchClient.Billing;

/// <summary>Carries out one <c>bill</c> command: plan, post, finish, sum up.</summary>
internal sealed class BillService(CommandContext context)
{
    /// <exception cref="OperationCanceledException">Interrupted, at a clean checkpoint; the user has been told how to go on.</exception>
    public BillSummary Bill(BillRequest request, IReadOnlyList<Input> inputs, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        using var scratch = request.DryRun && !LedgerOpener.IsAddress(request.Ledger) ? ScratchLedger.CopyOf(request.Ledger, context) : null;
        using var ledger = request.DryRun && scratch is null
            ? PostgresAccounting.OpenScratch(LedgerOpener.AddressOf(request.Ledger), request.Digest, context.Time)
            : context.Ledgers.Open(scratch?.File ?? request.Ledger, LedgerAccess.Create, context);
        var now = context.Time.GetUtcNow();
        var maps = new CostMapVersions(ledger);
        var prices = maps.KeepNewest(now);
        var run = ledger.StartOrResume(RunPlanner.Plan(request, inputs, prices, now));
        if (run.Plan.PriceDigest != prices.Digest) prices = maps.Load(run.Plan.PriceVersion);
        NoteResumption(run);
        using var progress = new BillProgress(run, context);
        Post(request, ledger, prices, run, inputs, progress, cancellationToken);
        // Before the run is finished: who is stopped in between, or has no room for it, gets the file from the same command again.
        var quarantine = request.DryRun ? null : WriteQuarantine(request, ledger, run.Run);
        ledger.Finish(run.Run);
        progress.Dispose();
        return Summarise(request, ledger, run.Run, quarantine, progress, watch.Elapsed);
    }

    private void Post(
        BillRequest request, IAccounting ledger, CostMap prices, RunRecord run, IReadOnlyList<Input> inputs, BillProgress progress,
        CancellationToken cancellationToken)
    {
        var chunks = new ChunkOptions
        {
            ChunkBytes = request.ChunkBytes,
            BuffersMax = request.Workers + BillPipeline.SpareChunks,
            Reading = request.Reading,
            RowGroupsAtOnce = Math.Min(request.Workers, Environment.ProcessorCount),
        };
        var pipeline = new BillPipeline(
            ledger, prices, () => (ledger as IChunkCounting)?.NewChunkReader(request.Reading, request.Counting) ?? new RecordChunkReader(request.Reading, request.Counting),
            chunks, request.Workers);
        try
        {
            pipeline.Post(run, inputs, progress, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            progress.Dispose();
            context.Note("accounting: " + (request.DryRun ? "stopped; nothing was posted." : HowToGoOn(run, inputs, progress.Read)));
            throw;
        }
    }

    private static string HowToGoOn(RunRecord run, IReadOnlyList<Input> inputs, long posted)
    {
        var state = $"stopped at a clean checkpoint; {posted} records of this run are posted.";
        return inputs.Any(input => input.Path is null)
            ? $"{state} Send the whole input again to bill the rest: calls that are posted are recognised."
            : $"{state} Run the same command again to go on with run {run.Run}.";
    }

    private void NoteResumption(RunRecord run)
    {
        var posted = run.Inputs.Sum(input => input.Counts.Read);
        if (posted > 0) context.Note($"accounting: going on with run {run.Run}, {posted} records of which are posted.");
    }

    private string? WriteQuarantine(BillRequest request, IAccounting ledger, string run)
    {
        var beside = LedgerOpener.IsAddress(request.Ledger) ? context.PathOf(SharedOptions.DefaultLedger) : request.Ledger;
        var file = request.Quarantine ?? QuarantineFile.DefaultPath(beside, run);
        try
        {
            return QuarantineFile.Write(file, ledger.Quarantine(run)) > 0 ? file : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserException(
                $"The records that could not be billed cannot be written to {file}: {exception.Message} The ledger keeps them, and all else is posted. "
                + "Mend that, or name another file with --quarantine, and run the same command again: it only writes them.",
                exception);
        }
    }

    private static BillSummary Summarise(
        BillRequest request, IAccounting ledger, string run, string? quarantine, BillProgress progress, TimeSpan elapsed)
    {
        var record = ledger.Runs().First(candidate => candidate.Run == run);
        // The drift of our counts is told of keys that have both numbers: totals do not keep them apart.
        var lines = request.Reading.Usage == UsageMode.Verify ? ledger.Lines(new() { Run = run }) : ledger.RunTotals(run);
        return new(record, [.. lines])
        {
            QuarantineFile = quarantine,
            Elapsed = elapsed,
            BytesRead = progress.BytesRead,
            RecordsRead = progress.Read,
            LedgerDigest = request.Digest ? ledger.Digest() : null,
            DryRun = request.DryRun,
        };
    }
}
