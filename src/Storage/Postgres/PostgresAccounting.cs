using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Closing;
using Accounting.Core.Ledger.Parts;
using Accounting.Core.Ledger.Repricing;
using Accounting.Core.Pricing;
using Accounting.Storage.Posting;
using Accounting.Storage.Postgres.Closing;
using Accounting.Storage.Postgres.Posting;
using Accounting.Storage.Postgres.Prices;
using Accounting.Storage.Postgres.Queries;
using Accounting.Storage.Postgres.Repricing;
using Accounting.Storage.Postgres.Runs;
using Accounting.Storage.Queries;

namespace Accounting.Storage.Postgres;

/// <summary>
/// The ledger on a PostgreSQL server (docs/LEDGER.md): any number of processes may post and ask at once. Thread-safe; each call takes a
/// connection of its own and is one transaction. Every failure is a <see cref="LedgerException"/>; each operation is safe to repeat.
/// </summary>
public sealed class PostgresAccounting : IPartLedger
{
    private readonly PostgresDatabase _database;
    private readonly LedgerAccess _access;
    private readonly TimeProvider _time;
    private readonly KeyNumbers _keys;
    private readonly PartPoster _poster;

    private PostgresAccounting(PostgresDatabase database, LedgerAccess access, TimeProvider time, string? beneath = null)
    {
        (_database, _access, _time) = (database, access, time);
        _keys = new(database);
        _poster = new(new CallIdRows(beneath), time);
    }

    /// <summary>Opens the ledger at <paramref name="address"/>.</summary>
    /// <param name="address">Server, database and schema.</param>
    /// <param name="access">Whether it may be written, and its tables made.</param>
    /// <param name="time">Gives the time of posting.</param>
    /// <exception cref="LedgerException">No ledger, a newer one, or the server cannot be reached or refuses.</exception>
    public static PostgresAccounting Open(PostgresAddress address, LedgerAccess access, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var database = PostgresDatabase.Open(address);
        try
        {
            database.Prepare(access);
            return new(database, access, time);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Whether there is a ledger at <paramref name="address"/>.</summary>
    /// <exception cref="LedgerException">A newer one, or the server cannot be reached or refuses.</exception>
    public static bool Exists(PostgresAddress address)
    {
        using var database = PostgresDatabase.Open(address);
        try
        {
            database.Prepare(LedgerAccess.ReadOnly);
            return true;
        }
        catch (LedgerException exception) when (exception.Fault == LedgerFault.NotFound)
        {
            return false;
        }
    }

    /// <summary>
    /// A ledger for trying out, in temporary tables that only this object sees and that vanish with it: it knows the runs, cost maps and
    /// call ids of the one at <paramref name="address"/>, which stays as it is and is not held up. Where there is none, it is empty.
    /// </summary>
    /// <param name="address">The ledger that is looked at.</param>
    /// <param name="withEntries">Whether to copy what was posted too: for questions about all of it, such as the digest.</param>
    /// <param name="time">Gives the time of posting.</param>
    public static PostgresAccounting OpenScratch(PostgresAddress address, bool withEntries, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var exists = Exists(address);
        var database = PostgresScratch.Open(address);
        try
        {
            database.Prepare(LedgerAccess.Create);
            if (exists) database.Transact(session => PostgresScratch.Fill(session, address.Schema, withEntries), PostgresLimits.ScanTimeoutSeconds);
            return new(database, LedgerAccess.Create, time, exists ? address.Schema : null);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    internal PostgresDatabase Database => _database;

    /// <inheritdoc/>
    public RunRecord StartOrResume(RunPlan plan) => Transact(session => RunWriter.StartOrResume(session, plan, _time.GetUtcNow()));

    /// <inheritdoc/>
    public ChunkReceipt PostChunk(string run, ChunkPosting posting, IPriceList prices) => PostChunks(run, [posting], prices)[0];

    /// <inheritdoc/>
    /// <remarks>All are stored in one transaction. Each has a receipt; amount and tokens of all stand in the first one.</remarks>
    public IReadOnlyList<ChunkReceipt> PostChunks(string run, IReadOnlyList<ChunkPosting> postings, IPriceList prices)
    {
        if (postings.Count == 0) return [];
        var group = ChunkGroup.Of(run, postings);
        var numbers = NumbersOf(group.Parts);
        return Transact(session => ChunkGroupPoster.Post(session, _poster, run, postings, group, numbers, prices));
    }

    /// <inheritdoc/>
    public IReadOnlyList<PartReceipt> PostParts(IReadOnlyList<SpendPart> parts, Func<string, IPriceList> prices)
    {
        if (parts.Count == 0) return [];
        var numbers = NumbersOf(parts);
        return Transact(session => _poster.Post(session, parts, numbers, prices));
    }

    /// <inheritdoc/>
    public void Advance(string run, IReadOnlyList<ChunkProgress> chunks) => Transact(session =>
    {
        ProgressTable.Advance(session, RunRows.RequireOpen(session, run), chunks);
        return true;
    });

    /// <inheritdoc/>
    public void Finish(string run) => Transact(session =>
    {
        RunWriter.Finish(session, run, _time.GetUtcNow());
        return true;
    });

    /// <inheritdoc/>
    public long VoidRun(string run, string reason)
    {
        LedgerRules.RequireReason(run, reason);
        return Transact(session => RunReversal.Void(session, run, reason, _time), PostgresLimits.ScanTimeoutSeconds);
    }

    /// <inheritdoc/>
    public bool TrySavePriceMap(StoredPriceMap map, string? after) => Transact(session => PriceMapRows.TrySave(session, _database.Address, map, after));

    /// <inheritdoc/>
    public StoredPriceMap? LoadPriceMap(string version) => _database.Ask(session => PriceMapRows.Load(session, version));

    /// <inheritdoc/>
    public StoredPriceMap? LoadNewestPriceMap() => _database.Ask(PriceMapRows.LoadNewest);

    /// <inheritdoc/>
    public IReadOnlyList<RunRecord> Runs() => _database.Query(RunRows.All);

    /// <inheritdoc/>
    public RunRecord? FindRun(string run) => _database.Query(session => RunRows.Find(session, run));

    /// <inheritdoc/>
    /// <remarks>In canonical order. Keys whose entries sum to nothing are left out. A time window leaves out calls without a
    /// time.</remarks>
    public IEnumerable<LedgerLine> Lines(SpendFilter filter) => _database.Stream(session => LineRows.Read(session, filter));

    /// <inheritdoc/>
    public IEnumerable<LedgerEntry> Entries(EntryFilter filter) => _database.Stream(session => EntryRows.Read(session, filter));

    /// <inheritdoc/>
    /// <remarks>A line or two per tenant and model, however many keys the run has.</remarks>
    public IEnumerable<LedgerLine> RunTotals(string run) => _database.Query(session => RunTotalRows.Read(session, run));

    /// <inheritdoc/>
    public IEnumerable<(string Uri, QuarantinedRecord Record)> Quarantine(string run) => _database.Stream(session => QuarantineRows.Read(session, run));

    /// <inheritdoc/>
    public IReadOnlyList<MonthClosing> Closings() => _database.Ask(ClosedMonthRows.Read);

    /// <inheritdoc/>
    /// <remarks>Waits for all who post, as long as applying other prices to all of a ledger may take.</remarks>
    public MonthClosing CloseMonth(CloseMonthRequest request) =>
        Transact(session => ClosedMonthRows.Close(session, request, _time.GetUtcNow()), PostgresLimits.ScanTimeoutSeconds);

    /// <inheritdoc/>
    public RepricePlan PlanReprice(RepriceScope scope, RepriceTarget target, CancellationToken cancellationToken = default) =>
        PlanReprice(scope, target.Resolve(this), cancellationToken);

    /// <inheritdoc/>
    public RepriceReceipt Reprice(RepriceOrder order, CancellationToken cancellationToken = default)
    {
        RepriceRules.RequireReason(order.Reason);
        RequireWritable();
        return Reprice(order, order.Target.ResolveKept(this, _time.GetUtcNow()), cancellationToken);
    }

    internal RepricePlan PlanReprice(RepriceScope scope, IPriceList prices, CancellationToken cancellationToken = default) =>
        _database.Query(session => RowRepricer.Plan(session, scope, prices, cancellationToken));

    internal RepriceReceipt Reprice(RepriceOrder order, IPriceList prices, CancellationToken cancellationToken = default) =>
        Transact(session => RowRepricer.Apply(session, order, prices, _time.GetUtcNow(), cancellationToken), PostgresLimits.ScanTimeoutSeconds);

    /// <inheritdoc/>
    public string Digest() => LedgerDigest.Of(Lines(new()));

    /// <inheritdoc/>
    public IReadOnlyList<string> Verify() => _database.Query(PostgresVerifier.Verify);

    /// <inheritdoc/>
    public long VersionOf(SpendKey key) => _database.Ask(session => SpendRows.VersionOf(session, key));

    /// <inheritdoc/>
    public SpendSums ReadSums(SpendKey key) => _database.Query(session => SpendRows.ReadSums(session, key));

    /// <inheritdoc/>
    /// <remarks>Ordered by the texts' UTF-8 bytes.</remarks>
    public IReadOnlyList<SpendKey> SpendKeys(IReadOnlyList<string> tenants, IReadOnlyList<string> models, SpendKey? after, int count) =>
        _database.Ask(session => SpendRows.Keys(session, tenants, models, after, count));

    public void Dispose() => _database.Dispose();

    private PartNumbers[] NumbersOf(IReadOnlyList<SpendPart> parts)
    {
        RequireWritable();
        return _keys.Of(parts);
    }

    private void RequireWritable()
    {
        if (_access == LedgerAccess.ReadOnly) throw LedgerRules.OpenedForQueries();
    }

    private T Transact<T>(Func<PostgresSession, T> work, int timeoutSeconds = PostgresLimits.PostTimeoutSeconds)
    {
        RequireWritable();
        try
        {
            return _database.Transact(work, timeoutSeconds);
        }
        catch (OverflowException exception)
        {
            throw LedgerRules.DoesNotFit(_database.Address.ToString(), exception);
        }
    }
}
