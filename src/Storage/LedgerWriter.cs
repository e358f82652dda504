using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Closing;
using Accounting.Core.Ledger.Repricing;
using Accounting.Core.Pricing;
using Accounting.Storage.Closing;
using Accounting.Storage.Ids;
using Accounting.Storage.Posting;
using Accounting.Storage.Prices;
using Accounting.Storage.Repricing;
using Accounting.Storage.Runs;
using Accounting.Storage.Sqlite;
using Accounting.Storage.Summaries;

namespace Accounting.Storage;

/// <summary>The writing side of a ledger: each step is one transaction. Holds the ledger's lock.</summary>
internal sealed class LedgerWriter : IDisposable
{
    private readonly WriterLock _lock;
    private readonly RunTable _runs;
    private readonly KeyTable _keys;
    private readonly EntryTable _entries;
    private readonly IdIndex _ids;
    private readonly ChunkPoster _poster;

    private LedgerWriter(WriterLock writerLock, Database connection, IdIndexShape shape)
    {
        _lock = writerLock;
        Connection = connection;
        _runs = new(connection);
        _keys = new(connection);
        _entries = new(connection);
        _ids = new(connection, shape);
        _poster = new(connection, _runs, _keys, _entries, _ids);
    }

    public Database Connection { get; }

    public static LedgerWriter Open(string path, bool create, IdIndexShape shape)
    {
        LedgerFile.RequirePlace(path, create);
        var writerLock = WriterLock.Take(path);
        try
        {
            return new(writerLock, LedgerFile.OpenForWriting(path, create), shape);
        }
        catch
        {
            writerLock.Dispose();
            throw;
        }
    }

    public RunRecord StartOrResume(RunPlan plan, DateTimeOffset now) => TransactDurably(() =>
    {
        var run = _runs.FindUnfinished(plan.CommandKey) ?? _runs.Start(plan, now);
        return RunReader.One(Connection, run);
    });

    public ChunkReceipt PostChunk(string run, ChunkPosting posting, IPriceList prices, DateTimeOffset now) =>
        Transact(() => _poster.Post(run, posting, prices, Instant.ToMicroseconds(now)));

    public void Finish(string run, DateTimeOffset now)
    {
        TransactDurably(() =>
        {
            _runs.Finish(run, now);
            return true;
        });
        Summarize();
    }

    public long VoidRun(string run, string reason, DateTimeOffset now)
    {
        LedgerRules.RequireReason(run, reason);
        var reversed = TransactDurably(() =>
        {
            var (id, priceVersion) = _runs.Void(run, reason);
            _ids.Free(id);
            return new RunVoider(Connection, _entries).Reverse(id, priceVersion, reason, Instant.ToMicroseconds(now));
        });
        Summarize();
        return reversed;
    }

    public MonthClosing CloseMonth(CloseMonthRequest request, DateTimeOffset now) =>
        TransactDurably(() => ClosedMonthTable.Close(Connection, request, now));

    public RepriceReceipt Reprice(RepriceOrder order, IPriceList prices, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var receipt = TransactDurably(() => Repricer.Apply(Connection, _entries, order, prices, now, cancellationToken));
        Summarize();
        return receipt;
    }

    public bool TrySavePriceMap(StoredPriceMap map, string? after) => TransactDurably(() => PriceMapTable.TrySave(Connection, map, after));

    public void Dispose()
    {
        Connection.Dispose();
        _lock.Dispose();
    }

    // After a rollback nothing that was remembered of the transaction is true.
    private void Forget()
    {
        _keys.Forget();
        _ids.Forget();
    }

    // What was posted is posted: the sums beside it follow in steps of their own, and whoever asks in between reads the rest from the entries.
    private void Summarize()
    {
        while (Transact(() => SpendSumTable.Advance(Connection)))
        {
        }
    }

    private T TransactDurably<T>(Func<T> work)
    {
        LedgerFile.SetDurable(Connection, true);
        try
        {
            return Transact(work);
        }
        finally
        {
            LedgerFile.SetDurable(Connection, false);
        }
    }

    private T Transact<T>(Func<T> work)
    {
        try
        {
            return Connection.Transact(work);
        }
        catch (OverflowException exception)
        {
            Forget();
            throw LedgerRules.DoesNotFit(Connection.Path, exception);
        }
        catch
        {
            Forget();
            throw;
        }
    }
}
