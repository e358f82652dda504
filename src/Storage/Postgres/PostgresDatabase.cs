using System.Data;
using System.Diagnostics.CodeAnalysis;
using Accounting.Core.Ledger;
using Npgsql;

namespace Accounting.Storage.Postgres;

/// <summary>
/// Transactions on a ledger's schema. What certainly stored nothing is tried again a few times; what may have been stored is asked for by
/// its transaction's number. Every failure is a <see cref="LedgerException"/>. Thread-safe.
/// </summary>
internal sealed class PostgresDatabase(PostgresAddress address, NpgsqlDataSource source) : IDisposable
{
    private readonly ManualResetEventSlim _disposed = new();

    public PostgresAddress Address => address;

    /// <summary>Called before each statement, before the commit and after it, where a connection may be lost. For tests.</summary>
    public Action<PostgresSession>? BeforeStatement { get; set; }

    public static PostgresDatabase Open(PostgresAddress address) => new(address, PostgresSource.Create(address));

    /// <summary>
    /// Checks that the schema has a ledger that this program knows. Makes one where that is wanted; who may write brings an older one up to date.
    /// </summary>
    public void Prepare(LedgerAccess access) => PostgresSchema.Guard(address, () =>
    {
        using var connection = source.OpenConnection();
        if (access == LedgerAccess.Create) PostgresSchema.Create(connection, address);
        if (access == LedgerAccess.ReadWrite) PostgresSchema.Upgrade(connection, address);
        PostgresSchema.Require(connection, address);
    });

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction: all of it is stored, or nothing. It may be run several times: what it did before a
    /// failure was rolled back.
    /// </summary>
    public T Transact<T>(Func<PostgresSession, T> work, int timeoutSeconds = PostgresLimits.PostTimeoutSeconds) => Repeat(attempt => TryTransact(work, timeoutSeconds, attempt));

    /// <summary>Answers a question on one unchanging state of the ledger.</summary>
    public T Query<T>(Func<PostgresSession, T> query) => Repeat(_ =>
    {
        var (opened, begun) = OpenForReading();
        using var connection = opened;
        using var transaction = begun;
        return query(new(connection, PostgresLimits.ScanTimeoutSeconds, beforeStatement: BeforeStatement));
    });

    /// <summary>Answers a question of one statement.</summary>
    public T Ask<T>(Func<PostgresSession, T> question) => Repeat(_ =>
    {
        using var connection = source.OpenConnection();
        return question(new(connection, PostgresLimits.PostTimeoutSeconds, beforeStatement: BeforeStatement));
    });

    /// <summary>
    /// As <see cref="Query"/>, for answers that are read as they come. The connection is free again when the enumeration ends.
    /// </summary>
    public IEnumerable<T> Stream<T>(Func<PostgresSession, IEnumerable<T>> query)
    {
        var (opened, begun) = Repeat(_ => OpenForReading());
        using var connection = opened;
        using var transaction = begun;
        using var items = query(new(connection, PostgresLimits.ScanTimeoutSeconds, beforeStatement: BeforeStatement)).GetEnumerator();
        while (Guard(items.MoveNext)) yield return items.Current;
    }

    /// <summary>Runs <paramref name="work"/> once and says what failed in our words.</summary>
    public T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (NpgsqlException exception)
        {
            throw PostgresFaults.Describe(exception, address);
        }
    }

    public void Dispose()
    {
        _disposed.Set();
        source.Dispose();
    }

    private T TryTransact<T>(Func<PostgresSession, T> work, int timeoutSeconds, int attempt)
    {
        using var connection = source.OpenConnection();
        using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        var session = new PostgresSession(connection, timeoutSeconds, attempt > 1, BeforeStatement);
        var answer = work(session);
        // Null: nothing was written, so there is nothing to lose.
        var number = session.Single<ulong>("SELECT pg_current_xact_id_if_assigned()");
        session.IsCommitting = true;
        try
        {
            BeforeStatement?.Invoke(session);
            transaction.Commit();
            BeforeStatement?.Invoke(session);
        }
        catch (NpgsqlException exception) when (PostgresFaults.IsLost(exception) && number is not null)
        {
            if (!WasCommitted(number.Value, exception)) throw;
        }
        return answer;
    }

    // The connection was lost when the commit was on its way. The server knows what became of the transaction.
    private bool WasCommitted(ulong number, NpgsqlException lost)
    {
        var status = Repeat(_ =>
        {
            using var connection = source.OpenConnection();
            using var command = new NpgsqlCommand("SELECT pg_xact_status($1::text::xid8)", connection) { Parameters = { new() { Value = $"{number}" } } };
            var answer = command.ExecuteScalar() as string;
            return answer == "in progress" ? throw new NpgsqlException("its transaction has not ended yet") : answer;
        });
        return status switch
        {
            "committed" => true,
            "aborted" => false,
            _ => throw PostgresFaults.Unavailable(address, lost, "the connection was lost during a commit, and the server no longer knows whether it was stored"),
        };
    }

    private T Repeat<T>(Func<int, T> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return work(attempt);
            }
            catch (NpgsqlException exception) when (attempt < PostgresLimits.AttemptsMax && MayRepeat(exception))
            {
                if (_disposed.Wait(PostgresLimits.FirstPause * (1 << (attempt - 1)))) throw PostgresFaults.Describe(exception, address);
            }
            catch (NpgsqlException exception)
            {
                throw PostgresFaults.Describe(exception, address);
            }
        }
    }

    // A server that does not answer in time is not asked again at once.
    private static bool MayRepeat(NpgsqlException exception) =>
        PostgresFaults.MayRepeat(exception) || (PostgresFaults.IsLost(exception) && exception.InnerException is not TimeoutException);

    private (NpgsqlConnection Connection, NpgsqlTransaction Transaction) OpenForReading()
    {
        var connection = source.OpenConnection();
        try
        {
            return (connection, BeginReading(connection));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static NpgsqlTransaction BeginReading(NpgsqlConnection connection)
    {
        var transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
        using var command = new NpgsqlCommand("SET TRANSACTION READ ONLY", connection);
        command.ExecuteNonQuery();
        return transaction;
    }
}
