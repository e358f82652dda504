using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Core.Pricing;

namespace Accounting.Grains.Posting;

/// <summary>The silo's ledger, and the threads that work on it. One per silo.</summary>
internal sealed class SiloLedger : IAsyncDisposable
{
    private readonly WorkThreads _steps;
    private readonly WorkThreads _queries;

    /// <param name="ledger">As <see cref="Shared"/> gives it. It is not closed here.</param>
    /// <param name="prices">The cost map of a version.</param>
    /// <param name="options">How many threads, and how much may wait for them.</param>
    /// <param name="metrics">Told what the writer does.</param>
    public SiloLedger(IAccounting ledger, Func<string, IPriceList> prices, PostingOptions options, PostingMetrics metrics)
    {
        Parts = ledger as IPartLedger;
        Writer = Parts is null ? null : new(Parts, prices, options, metrics);
        Accounting = ledger;
        _steps = new("ledger step", options.StepThreads, options.QueuedStepsMax);
        _queries = new("ledger query", options.QueryThreads, options.QueuedStepsMax);
    }

    /// <summary>A ledger that all of a silo may use at once. What takes no parts is made for one writer.</summary>
    public static IAccounting Shared(IAccounting ledger) => ledger is IPartLedger ? ledger : new OneWriterLedger(ledger);

    public IAccounting Accounting { get; }

    /// <summary>Null: the ledger takes whole chunks only.</summary>
    public IPartLedger? Parts { get; }

    /// <summary>Commits parts; null where the ledger takes none.</summary>
    public LedgerWriter? Writer { get; }

    /// <summary>Does what moves a run on.</summary>
    /// <exception cref="LedgerException">What the work throws; or too much waits.</exception>
    public Task<T> Step<T>(Func<IAccounting, T> work) => _steps.TryRun(() => work(Accounting)) ?? throw Busy("steps");

    /// <summary>Answers a question, however long that takes.</summary>
    /// <exception cref="LedgerException">What the work throws; or too much waits.</exception>
    public Task<T> Query<T>(Func<IAccounting, T> work) => _queries.TryRun(() => work(Accounting)) ?? throw Busy("questions");

    public async ValueTask DisposeAsync()
    {
        if (Writer is not null) await Writer.DisposeAsync();
        await _steps.DisposeAsync();
        await _queries.DisposeAsync();
    }

    private static LedgerException Busy(string what) => new(LedgerFault.Unavailable,
        $"The silo stops, or has as many {what} for the ledger waiting as it may. Nothing was done: repeat it after a pause.");
}
