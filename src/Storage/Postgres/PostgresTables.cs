using Accounting.Storage.Sqlite;

namespace Accounting.Storage.Postgres;

/// <summary>
/// The text of the tables (docs/LEDGER.md). Entries and postings are only ever added: triggers refuse everything else, whoever asks.
/// </summary>
internal static class PostgresTables
{
    /// <summary>The columns of a key that identify it, in canonical order: the order of <c>Lines</c> and of the digest.</summary>
    public const string KeyColumns = Schema.KeyColumns;

    /// <summary>
    /// Texts are compared by their bytes (<c>COLLATE "C"</c>): the order of the digest must not depend on the server's language.
    /// </summary>
    public static string Text(string schema) =>
        $"""
        CREATE TABLE ledger_version (version integer NOT NULL);

        CREATE TABLE runs (
          id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          name text NOT NULL UNIQUE,
          state smallint NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 2),
          started_at bigint NOT NULL,
          finished_at bigint,
          void_reason text,
          command_key text NOT NULL,
          mapping_key text NOT NULL,
          command text NOT NULL,
          price_version text NOT NULL,
          price_digest text NOT NULL,
          undated_at bigint NOT NULL
        );
        CREATE INDEX runs_unfinished ON runs USING hash (command_key) WHERE state = 0;

        CREATE TABLE inputs (
          run integer NOT NULL REFERENCES runs,
          ordinal integer NOT NULL,
          uri text NOT NULL,
          bytes bigint NOT NULL,
          fingerprint text NOT NULL,
          skipped boolean NOT NULL DEFAULT false,
          done boolean NOT NULL DEFAULT false,
          stale boolean NOT NULL DEFAULT false,
          next_offset bigint NOT NULL,
          next_row bigint NOT NULL,
          sha256 text,
          read bigint NOT NULL DEFAULT 0,
          accepted bigint NOT NULL DEFAULT 0,
          not_billable bigint NOT NULL DEFAULT 0,
          duplicate bigint NOT NULL DEFAULT 0,
          conflicting bigint NOT NULL DEFAULT 0,
          rejected bigint NOT NULL DEFAULT 0,
          PRIMARY KEY (run, ordinal)
        );
        CREATE INDEX inputs_open ON inputs (run, ordinal) WHERE NOT done AND NOT skipped;
        CREATE INDEX inputs_billed ON inputs USING hash (uri) WHERE done;

        CREATE TABLE spend_heads (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          identity uuid NOT NULL UNIQUE,
          tenant text COLLATE "C" NOT NULL,
          model text COLLATE "C" NOT NULL,
          version bigint NOT NULL DEFAULT 0
        ) WITH (fillfactor = 50);

        CREATE TABLE keys (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          identity uuid NOT NULL UNIQUE,
          head bigint NOT NULL,
          tenant text COLLATE "C" NOT NULL,
          provider text COLLATE "C" NOT NULL,
          response_model text COLLATE "C" NOT NULL,
          requested_model text COLLATE "C" NOT NULL,
          call_type text COLLATE "C" NOT NULL,
          slot integer NOT NULL,
          input_band smallint NOT NULL,
          output_band smallint NOT NULL,
          service_tier text COLLATE "C" NOT NULL,
          batch boolean NOT NULL,
          speed text COLLATE "C" NOT NULL,
          region text COLLATE "C" NOT NULL,
          residency text COLLATE "C" NOT NULL,
          image_size text COLLATE "C" NOT NULL,
          image_quality text COLLATE "C" NOT NULL,
          source smallint NOT NULL
        );
        CREATE INDEX keys_head ON keys (head);

        CREATE TABLE postings (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          run integer NOT NULL REFERENCES runs,
          kind smallint NOT NULL CHECK (kind BETWEEN 0 AND 2),
          input integer,
          posted_at bigint NOT NULL,
          price_version text NOT NULL,
          old_price_version text,
          reason text,
          entries bigint NOT NULL
        );
        CREATE INDEX postings_run ON postings (run);

        CREATE TABLE entries (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          posting bigint NOT NULL,
          key bigint NOT NULL,
          calls bigint NOT NULL,
          unpriced_calls bigint NOT NULL,
          quantities bytea NOT NULL,
          amount numeric(39, 0),
          reported_cost numeric(39, 0)
        );
        CREATE INDEX entries_posting ON entries (posting);
        CREATE INDEX entries_key ON entries (key);

        CREATE TABLE call_ids (
          id uuid PRIMARY KEY,
          facts bigint NOT NULL,
          run integer NOT NULL,
          input integer NOT NULL,
          record_offset bigint NOT NULL
        );
        CREATE INDEX call_ids_run ON call_ids USING brin (run) WITH (autosummarize = on);

        CREATE TABLE quarantine (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          run integer NOT NULL REFERENCES runs,
          input integer NOT NULL,
          row bigint NOT NULL,
          record_offset bigint NOT NULL,
          reason text NOT NULL,
          message text NOT NULL,
          raw_length bigint NOT NULL,
          raw bytea NOT NULL
        );
        CREATE INDEX quarantine_run ON quarantine (run, input);

        CREATE TABLE price_maps (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          version text NOT NULL UNIQUE,
          digest text NOT NULL,
          known_since bigint NOT NULL,
          content bytea NOT NULL
        );

        CREATE TABLE silo_table_version (deployment text PRIMARY KEY, version bigint NOT NULL);
        CREATE TABLE silos (
          deployment text NOT NULL,
          address text NOT NULL,
          port integer NOT NULL,
          generation integer NOT NULL,
          etag bigint NOT NULL,
          status integer NOT NULL,
          host_name text NOT NULL,
          silo_name text NOT NULL,
          role_name text NOT NULL,
          update_zone integer NOT NULL,
          fault_zone integer NOT NULL,
          proxy_port integer NOT NULL,
          start_time bigint NOT NULL,
          i_am_alive_time bigint NOT NULL,
          suspect_times text NOT NULL,
          PRIMARY KEY (deployment, address, port, generation)
        );

        CREATE FUNCTION {schema}.posted_is_posted() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN RAISE EXCEPTION 'posted is posted: % is only ever added to', TG_TABLE_NAME; END $$;
        CREATE TRIGGER entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON entries EXECUTE FUNCTION {schema}.posted_is_posted();
        CREATE TRIGGER postings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON postings EXECUTE FUNCTION {schema}.posted_is_posted();
        CREATE TRIGGER price_maps_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON price_maps EXECUTE FUNCTION {schema}.posted_is_posted();
        """;
}
