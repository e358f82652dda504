namespace Accounting.Storage.Postgres;

/// <summary>The bounds of talking to a PostgreSQL server, in one place.</summary>
internal static class PostgresLimits
{
    /// <summary>To reach the server, and to get a connection from the pool.</summary>
    public const int ConnectTimeoutSeconds = 10;

    /// <summary>For one statement that posts: it touches thousands of rows, never millions.</summary>
    public const int PostTimeoutSeconds = 60;

    /// <summary>For one question, one voided run or one check of a whole ledger: a scan of 100 million entries takes minutes.</summary>
    public const int ScanTimeoutSeconds = 1_800;

    /// <summary>A process that stands still within a transaction must not hold its locks for ever.</summary>
    public const int IdleInTransactionSeconds = 120;

    /// <summary>Connections of one process: a poster, some questions beside it. Many silos share the server's 100.</summary>
    public const int ConnectionsMax = 12;

    /// <summary>Statements kept prepared on each connection; the ledger has fewer.</summary>
    public const int PreparedStatementsMax = 60;

    /// <summary>How often a step is tried that certainly stored nothing (deadlock, server gone before the commit was sent).</summary>
    public const int AttemptsMax = 9;

    /// <summary>The pause before the second attempt; each one is twice as long as that before it.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25);
}
