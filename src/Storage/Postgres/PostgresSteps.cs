namespace Accounting.Storage.Postgres;

/// <summary>What versions after the first one added to the tables (docs/LEDGER.md).</summary>
internal static class PostgresSteps
{
    /// <summary>The statements that a ledger of that version lacks, in order.</summary>
    public static IEnumerable<string> After(int version, string schema)
    {
        if (version < 2) yield return Version2(schema);
    }

    private static string Version2(string schema) =>
        $"""
        CREATE TABLE reprices (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          plan text NOT NULL UNIQUE,
          scope text NOT NULL,
          price_version text NOT NULL,
          price_digest text NOT NULL,
          reason text NOT NULL,
          posted_at bigint NOT NULL,
          entries bigint NOT NULL
        );
        CREATE TABLE closed_months (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          month text NOT NULL,
          tenant text COLLATE "C",
          closed_at bigint NOT NULL,
          closed_by text NOT NULL,
          reason text NOT NULL,
          last_posting bigint NOT NULL
        );
        CREATE TRIGGER closed_months_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON closed_months EXECUTE FUNCTION {schema}.posted_is_posted();
        CREATE TRIGGER reprices_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reprices EXECUTE FUNCTION {schema}.posted_is_posted();
        """;
}
