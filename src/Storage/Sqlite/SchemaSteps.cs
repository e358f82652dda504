namespace Accounting.Storage.Sqlite;

/// <summary>
/// What versions after the first one added to the tables (docs/LEDGER.md). A writer adds to an older ledger what it lacks, in one
/// transaction; who only asks sees those tables empty, and
/// changes nothing.
/// </summary>
internal static class SchemaSteps
{
    // Statements of a step begin with CREATE TABLE or CREATE TRIGGER: both can be temporary.
    private const string Create = "CREATE ";
    private const string Temporary = "CREATE TEMP ";

    private static readonly (int Version, string Statements, string Indices)[] All = [(2, Version2, "CREATE INDEX entries_key ON entries (key);")];

    private const string Version2 =
        """
        CREATE TABLE reprices (
          id INTEGER PRIMARY KEY,
          plan TEXT NOT NULL UNIQUE,
          scope TEXT NOT NULL,
          price_version TEXT NOT NULL,
          price_digest TEXT NOT NULL,
          reason TEXT NOT NULL,
          posted_at INTEGER NOT NULL,
          entries INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE closed_months (
          id INTEGER PRIMARY KEY,
          month TEXT NOT NULL,
          tenant TEXT,
          closed_at INTEGER NOT NULL,
          closed_by TEXT NOT NULL,
          reason TEXT NOT NULL,
          last_posting INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE spend_sums (
          id INTEGER PRIMARY KEY,
          span INTEGER NOT NULL CHECK (span BETWEEN 0 AND 1),
          tenant TEXT NOT NULL,
          provider TEXT NOT NULL,
          response_model TEXT NOT NULL,
          requested_model TEXT NOT NULL,
          call_type TEXT NOT NULL,
          slot INTEGER NOT NULL,
          service_tier TEXT NOT NULL,
          batch INTEGER NOT NULL,
          speed TEXT NOT NULL,
          region TEXT NOT NULL,
          residency TEXT NOT NULL,
          image_size TEXT NOT NULL,
          image_quality TEXT NOT NULL,
          source INTEGER NOT NULL,
          calls INTEGER NOT NULL,
          unpriced_calls INTEGER NOT NULL,
          quantities BLOB NOT NULL,
          amount BLOB NOT NULL CHECK (length(amount) = 16),
          reported_cost BLOB CHECK (length(reported_cost) = 16),
          UNIQUE (span, slot, tenant, provider, response_model, requested_model, call_type, service_tier, batch, speed, region, residency, image_size, image_quality, source)
        ) STRICT;
        CREATE TABLE spend_sums_until (entry INTEGER NOT NULL) STRICT;
        CREATE TRIGGER closed_months_no_update BEFORE UPDATE ON closed_months BEGIN SELECT RAISE(ABORT, 'closed is closed: closed months are never changed'); END;
        CREATE TRIGGER closed_months_no_delete BEFORE DELETE ON closed_months BEGIN SELECT RAISE(ABORT, 'closed is closed: closed months are never opened again'); END;
        CREATE TRIGGER reprices_no_update BEFORE UPDATE ON reprices BEGIN SELECT RAISE(ABORT, 'posted is posted: reprices are never changed'); END;
        CREATE TRIGGER reprices_no_delete BEFORE DELETE ON reprices BEGIN SELECT RAISE(ABORT, 'posted is posted: reprices are never deleted'); END;
        """;

    /// <summary>Adds what a ledger of that version lacks, within the caller's transaction.</summary>
    public static void Add(Database database, long from)
    {
        foreach (var (_, statements, indices) in All.Where(step => step.Version > from)) database.Execute(statements + indices);
        database.Execute(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"PRAGMA user_version = {Schema.Version}"));
    }

    /// <summary>
    /// Lets a connection that may not write see what the ledger lacks, as tables without a row that vanish with the connection.
    /// </summary>
    public static void Imagine(Database database, long from)
    {
        foreach (var (_, statements, _) in All.Where(step => step.Version > from)) database.Execute(statements.Replace(Create, Temporary, StringComparison.Ordinal));
    }
}
