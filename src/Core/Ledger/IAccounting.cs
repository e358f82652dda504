using Accounting.Core.Ledger.Closing;
using Accounting.Core.Ledger.Repricing;
using Accounting.Core.Pricing;

namespace Accounting.Core.Ledger;

/// <summary>
/// The ledger as commands see it. One implementation works on a file (SQLite), one on a server (PostgreSQL), one on a cluster; all give
/// the same ledger for the same inputs (invariant 12).
/// </summary>
/// <remarks>
/// Chunks of a run are posted in plan order by one caller at a time: the first of two copies of a call wins. Everything in one
/// <see cref="PostChunk"/>
/// is stored in one transaction, or nothing of it is.
/// </remarks>
public interface IAccounting : IPriceMapStore, IDisposable
{
    /// <summary>
    /// Finds the unfinished run of the same <see cref="RunPlan.CommandKey"/>, or starts a new one with <paramref name="plan"/>.
    /// A resumed run keeps the plan that it was started with.
    /// Inputs unchanged since a finished billing with the same mapping are marked skipped.
    /// </summary>
    RunRecord StartOrResume(RunPlan plan);

    /// <summary>
    /// Posts one chunk: new ids are charged, repeats counted, conflicts and rejects quarantined, the input's position moved on.
    /// </summary>
    ChunkReceipt PostChunk(string run, ChunkPosting posting, IPriceList prices);

    /// <summary>
    /// Posts chunks that follow each other in plan order, as <see cref="PostChunk"/> does one after the other. A ledger may store them
    /// together: then all of them, or
    /// none. Answers one receipt per chunk, or the first of them stands for all that were stored together and the others are empty.
    /// </summary>
    IReadOnlyList<ChunkReceipt> PostChunks(string run, IReadOnlyList<ChunkPosting> postings, IPriceList prices) =>
        [.. postings.Select(posting => PostChunk(run, posting, prices))];

    /// <summary>Marks the run finished. All its inputs must be done or skipped.</summary>
    void Finish(string run);

    /// <summary>
    /// Reverses a finished or unfinished run by adjusting entries and frees its ids (invariant 13). Answers how many entries were
    /// reversed.
    /// </summary>
    long VoidRun(string run, string reason);

    /// <summary>Newest first.</summary>
    IReadOnlyList<RunRecord> Runs();

    /// <summary>Entries summed by key.</summary>
    IEnumerable<LedgerLine> Lines(SpendFilter filter);

    /// <summary>
    /// What a run posted, for the sums of its summary: its <see cref="Lines"/>, or fewer, in which only tenant, model and whether there
    /// is a time mean anything of the
    /// key. What is priced and what is not are always apart.
    /// </summary>
    IEnumerable<LedgerLine> RunTotals(string run) => Lines(new() { Run = run });

    /// <summary>Single entries with what posted them, in the order of their numbers, read as they are asked for.</summary>
    IEnumerable<LedgerEntry> Entries(EntryFilter filter);

    /// <summary>The quarantined records of a run, in order, with the input each came from.</summary>
    IEnumerable<(string Uri, QuarantinedRecord Record)> Quarantine(string run);

    /// <summary>The months that were closed, in the order in which they were.</summary>
    IReadOnlyList<MonthClosing> Closings();

    /// <summary>
    /// Fixes the statements of a month, and of all before it, for ever (invariant 10). Nothing that was posted changes.
    /// </summary>
    /// <exception cref="LedgerException">The month is not over, closed already, or an earlier one is open.</exception>
    MonthClosing CloseMonth(CloseMonthRequest request);

    /// <summary>What other prices would change about what is posted. Nothing is stored.</summary>
    /// <exception cref="LedgerException">The prices are unknown.</exception>
    RepricePlan PlanReprice(RepriceScope scope, RepriceTarget target, CancellationToken cancellationToken = default);

    /// <summary>
    /// Posts the differences that other prices make, as adjusting entries that name the old and the new version and the reason (invariant
    /// 9). Repeating an order that names its plan
    /// posts nothing more.
    /// </summary>
    /// <exception cref="LedgerException">There is no reason, the prices are a what-if, or the plan would be another one now.</exception>
    RepriceReceipt Reprice(RepriceOrder order, CancellationToken cancellationToken = default);

    /// <summary>The ledger's digest: <c>sha256:…</c> over its lines in canonical order (design: JSON shapes).</summary>
    string Digest();

    /// <summary>Checks the ledger against itself; answers one sentence per problem, none if all is well.</summary>
    IReadOnlyList<string> Verify();

    /// <summary>
    /// Checks each amount against the quantities and the prices that it names, as the ledger keeps them; answers one sentence per
    /// problem. Reads all of it.
    /// </summary>
    IReadOnlyList<string> VerifyAmounts() => AmountCheck.Problems(this);
}
