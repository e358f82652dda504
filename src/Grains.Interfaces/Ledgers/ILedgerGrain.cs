using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Closing;
using Accounting.Grains.Interfaces.Repricing;
using Accounting.Grains.Interfaces.Spending;

namespace Accounting.Grains.Interfaces.Ledgers;

/// <summary>
/// What concerns the ledger as a whole, or a run by its name. Stateless: any integer is a key, and a client spreads its questions over a
/// few. Long answers come in pages.
/// </summary>
[Alias(Aliases.LedgerGrain)]
public interface ILedgerGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Entries summed by key, a page of whole spend keys at a time, ordered by tenant and model. Each spend key's lines are those of one
    /// moment; two pages may be of two.
    /// </summary>
    [Alias("lines"), ResponseTimeout("00:05:00")]
    Task<LinesPage> Lines(LinesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Single entries, a page at a time: the next one is asked for after the last entry of the one before.</summary>
    [Alias("entries"), ResponseTimeout("00:05:00")]
    Task<EntriesPage> Entries(EntryFilter filter, CancellationToken cancellationToken = default);

    /// <summary>The runs, newest first.</summary>
    /// <param name="after">The last run of the page before; null: from the newest.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    [Alias("runs"), ResponseTimeout("00:01:00")]
    Task<RunsPage> Runs(string? after, CancellationToken cancellationToken = default);

    /// <summary>The run of that name, or null.</summary>
    [Alias("find-run"), ResponseTimeout("00:01:00")]
    Task<RunRecord?> FindRun(string run, CancellationToken cancellationToken = default);

    /// <summary>The quarantined records of a run, in order.</summary>
    /// <param name="run">The run's name.</param>
    /// <param name="skip">How many the pages before had.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    [Alias("quarantine"), ResponseTimeout("00:05:00")]
    Task<QuarantinePage> Quarantine(string run, long skip, CancellationToken cancellationToken = default);

    /// <summary>Reverses a run (invariant 13).</summary>
    /// <exception cref="LedgerException">The run is unknown, or was voided by another request.</exception>
    [Alias("void"), ResponseTimeout("00:30:00")]
    Task<VoidRunAnswer> Void(VoidRunRequest request, CancellationToken cancellationToken = default);

    /// <summary>The months that were closed, in the order in which they were.</summary>
    [Alias("closings"), ResponseTimeout("00:01:00")]
    Task<MonthClosing[]> Closings(CancellationToken cancellationToken = default);

    /// <summary>Closes a month (invariant 10). Asked again with the same words it answers the closing that is there.</summary>
    /// <exception cref="LedgerException">The month is not over, was closed by another request, or an earlier one is open.</exception>
    [Alias("close-month"), ResponseTimeout("00:05:00")]
    Task<MonthClosing> CloseMonth(CloseMonthRequest request, CancellationToken cancellationToken = default);

    /// <summary>What other prices would change about what is posted, with a page of its rows. Reads all that is posted within the scope, for each page.</summary>
    /// <exception cref="LedgerException">The prices are unknown.</exception>
    [Alias("plan-reprice"), ResponseTimeout("00:30:00")]
    Task<RepricePage> PlanReprice(RepriceQuestion question, CancellationToken cancellationToken = default);

    /// <summary>Posts the differences of a plan. A repeat posts nothing more, and is told so.</summary>
    /// <exception cref="LedgerException">The plan would be another one now, or there is no reason.</exception>
    [Alias("reprice"), ResponseTimeout("00:30:00")]
    Task<RepriceAnswer> Reprice(RepriceQuestion question, CancellationToken cancellationToken = default);

    /// <summary>The ledger's digest. Reads all sums: seconds for millions of keys.</summary>
    [Alias("digest"), ResponseTimeout("00:30:00")]
    Task<string> Digest(CancellationToken cancellationToken = default);

    /// <summary>Checks the ledger against itself; a sentence per problem. Reads all of it.</summary>
    [Alias("verify"), ResponseTimeout("02:00:00")]
    Task<string[]> Verify(CancellationToken cancellationToken = default);

    /// <summary>Checks each amount against its quantities and prices; a sentence per problem. Reads all of the ledger.</summary>
    [Alias("verify-amounts"), ResponseTimeout("02:00:00")]
    Task<string[]> VerifyAmounts(CancellationToken cancellationToken = default);
}
