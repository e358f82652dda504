using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Closing;
using Accounting.Core.Ledger.Repricing;
using Accounting.Core.Pricing;
using Accounting.Storage.Closing;
using Accounting.Storage.Ids;
using Accounting.Storage.Posting;
using Accounting.Storage.Prices;
using Accounting.Storage.Queries;
using Accounting.Storage.Repricing;
using Accounting.Storage.Runs;
using Accounting.Storage.Sqlite;
using Accounting.Storage.Summaries;

namespace Accounting.Storage;

/// <summary>
/// The ledger in a SQLite file (docs/LEDGER.md). Postings and queries may come from different threads, postings from one at a time. Queries work on a connection of their own and
/// see what was committed when they began; they never wait for the writer. Every failure is a <see cref="LedgerException"/>; after one the ledger can be used on.
/// </summary>
public sealed class SqliteAccounting : IAccounting
{
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly LedgerWriter? _writer;

    private SqliteAccounting(string path, TimeProvider time, LedgerWriter? writer) => (_path, _time, _writer) = (path, time, writer);

    /// <summary>Opens the ledger at <paramref name="path"/>.</summary>
    /// <param name="path">The file. Beside it stand <c>-wal</c> and <c>-shm</c> while it is in use, and <c>.lock</c> once it was written to.</param>
    /// <param name="access">Whether it may be written, and made.</param>
    /// <param name="time">Gives the time of posting.</param>
    /// <exception cref="LedgerException">No ledger, a newer one, a locked or unwritable one.</exception>
    public static SqliteAccounting Open(string path, LedgerAccess access, TimeProvider time) => Open(path, access, time, IdIndexShape.Default);

    internal static SqliteAccounting Open(string path, LedgerAccess access, TimeProvider time, IdIndexShape shape)
    {
        ArgumentNullException.ThrowIfNull(time);
        var full = Path.GetFullPath(path);
        if (access != LedgerAccess.ReadOnly) return new(full, time, LedgerWriter.Open(full, access == LedgerAccess.Create, shape));
        LedgerFile.OpenForReading(full).Dispose();
        return new(full, time, null);
    }

    internal Database? WriterConnection => _writer?.Connection;

    /// <inheritdoc/>
    public RunRecord StartOrResume(RunPlan plan) => Writer.StartOrResume(plan, _time.GetUtcNow());

    /// <inheritdoc/>
    public ChunkReceipt PostChunk(string run, ChunkPosting posting, IPriceList prices) => Writer.PostChunk(run, posting, prices, _time.GetUtcNow());

    /// <inheritdoc/>
    public void Finish(string run) => Writer.Finish(run, _time.GetUtcNow());

    /// <inheritdoc/>
    public long VoidRun(string run, string reason) => Writer.VoidRun(run, reason, _time.GetUtcNow());

    /// <summary>Writes a copy of the ledger as it stands, without waiting for its writer, to a file that does not exist yet.</summary>
    public void CopyTo(string path)
    {
        using var database = LedgerFile.OpenForReading(_path);
        database.Prepare("VACUUM INTO ?1").Bind(1, path).Run();
    }

    /// <inheritdoc/>
    public bool TrySavePriceMap(StoredPriceMap map, string? after) => Writer.TrySavePriceMap(map, after);

    /// <inheritdoc/>
    public StoredPriceMap? LoadPriceMap(string version) => Query(database => PriceMapTable.Load(database, version));

    /// <inheritdoc/>
    public StoredPriceMap? LoadNewestPriceMap() => Query(PriceMapTable.LoadNewest);

    /// <inheritdoc/>
    public IReadOnlyList<RunRecord> Runs() => Query(RunReader.All);

    /// <inheritdoc/>
    /// <remarks>In canonical order. Keys whose entries sum to nothing are left out. A time window leaves out calls without a time.</remarks>
    public IEnumerable<LedgerLine> Lines(SpendFilter filter) => Stream(database =>
        SpendSumReader.CanAnswer(filter) ? SpendSumReader.Read(database, filter) : LineReader.Read(database, filter));

    /// <inheritdoc/>
    public IEnumerable<LedgerEntry> Entries(EntryFilter filter) => Stream(database => EntryReader.Read(database, filter));

    /// <inheritdoc/>
    public IEnumerable<(string Uri, QuarantinedRecord Record)> Quarantine(string run) => Stream(database => QuarantineTable.Read(database, run));

    /// <inheritdoc/>
    public IReadOnlyList<MonthClosing> Closings() => Query(ClosedMonthTable.Read);

    /// <inheritdoc/>
    public MonthClosing CloseMonth(CloseMonthRequest request) => Writer.CloseMonth(request, _time.GetUtcNow());

    /// <inheritdoc/>
    public RepricePlan PlanReprice(RepriceScope scope, RepriceTarget target, CancellationToken cancellationToken = default) =>
        PlanReprice(scope, target.Resolve(this), cancellationToken);

    /// <inheritdoc/>
    public RepriceReceipt Reprice(RepriceOrder order, CancellationToken cancellationToken = default)
    {
        RepriceRules.RequireReason(order.Reason);
        _ = Writer;
        return Reprice(order, order.Target.ResolveKept(this, _time.GetUtcNow()), cancellationToken);
    }

    internal RepricePlan PlanReprice(RepriceScope scope, IPriceList prices, CancellationToken cancellationToken = default) =>
        Query(database => Repricer.Plan(database, scope, prices, cancellationToken));

    internal RepriceReceipt Reprice(RepriceOrder order, IPriceList prices, CancellationToken cancellationToken = default) =>
        Writer.Reprice(order, prices, _time.GetUtcNow(), cancellationToken);

    /// <inheritdoc/>
    public string Digest() => LedgerDigest.Of(Lines(new()));

    /// <inheritdoc/>
    public IReadOnlyList<string> Verify() => Query(LedgerVerifier.Verify);

    public void Dispose() => _writer?.Dispose();

    private LedgerWriter Writer => _writer ?? throw LedgerRules.OpenedForQueries();

    private T Query<T>(Func<Database, T> query)
    {
        using var database = LedgerFile.OpenForReading(_path);
        return database.Read(() => query(database));
    }

    private IEnumerable<T> Stream<T>(Func<Database, IEnumerable<T>> query)
    {
        using var database = LedgerFile.OpenForReading(_path);
        database.Execute("BEGIN");
        foreach (var item in query(database)) yield return item;
    }
}
