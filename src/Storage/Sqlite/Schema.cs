namespace Accounting.Storage.Sqlite;

/// <summary>The ledger's tables (docs/LEDGER.md). Entries and postings are only ever added: triggers refuse everything else, whoever asks.</summary>
internal static class Schema
{
    /// <summary>"ACLG": marks a SQLite file as a ledger of ours.</summary>
    public const int ApplicationId = 0x41434C47;

    /// <summary>Raised with every change of the tables or of the stored encodings.</summary>
    public const int Version = 2;

    /// <summary>The columns of a key that identify it, in canonical order: the order of <c>Lines</c> and of the digest.</summary>
    public const string KeyColumns =
        "tenant, provider, response_model, requested_model, call_type, slot, input_band, output_band, service_tier, batch, speed, region, residency, "
        + "image_size, image_quality, source";

    /// <summary>The tables of version 1; <see cref="SchemaSteps"/> has what came later.</summary>
    public const string Tables =
        $"""
        CREATE TABLE runs (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE,
          state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),
          started_at INTEGER NOT NULL,
          finished_at INTEGER,
          void_reason TEXT,
          command_key TEXT NOT NULL,
          mapping_key TEXT NOT NULL,
          command TEXT NOT NULL,
          price_version TEXT NOT NULL,
          price_digest TEXT NOT NULL,
          undated_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX runs_unfinished ON runs (command_key) WHERE state = 0;

        CREATE TABLE inputs (
          run INTEGER NOT NULL REFERENCES runs,
          ordinal INTEGER NOT NULL,
          uri TEXT NOT NULL,
          bytes INTEGER NOT NULL,
          fingerprint TEXT NOT NULL,
          skipped INTEGER NOT NULL DEFAULT 0,
          done INTEGER NOT NULL DEFAULT 0,
          stale INTEGER NOT NULL DEFAULT 0,
          next_offset INTEGER NOT NULL,
          next_row INTEGER NOT NULL,
          sha256 TEXT,
          read INTEGER NOT NULL DEFAULT 0,
          accepted INTEGER NOT NULL DEFAULT 0,
          not_billable INTEGER NOT NULL DEFAULT 0,
          duplicate INTEGER NOT NULL DEFAULT 0,
          conflicting INTEGER NOT NULL DEFAULT 0,
          rejected INTEGER NOT NULL DEFAULT 0,
          PRIMARY KEY (run, ordinal)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX inputs_open ON inputs (run, ordinal) WHERE done = 0 AND skipped = 0;
        CREATE INDEX inputs_billed ON inputs (uri, fingerprint) WHERE done = 1;

        CREATE TABLE keys (
          id INTEGER PRIMARY KEY,
          tenant TEXT NOT NULL,
          provider TEXT NOT NULL,
          response_model TEXT NOT NULL,
          requested_model TEXT NOT NULL,
          call_type TEXT NOT NULL,
          slot INTEGER NOT NULL,
          input_band INTEGER NOT NULL,
          output_band INTEGER NOT NULL,
          service_tier TEXT NOT NULL,
          batch INTEGER NOT NULL,
          speed TEXT NOT NULL,
          region TEXT NOT NULL,
          residency TEXT NOT NULL,
          image_size TEXT NOT NULL,
          image_quality TEXT NOT NULL,
          source INTEGER NOT NULL,
          UNIQUE ({KeyColumns})
        ) STRICT;

        CREATE TABLE postings (
          id INTEGER PRIMARY KEY,
          run INTEGER NOT NULL REFERENCES runs,
          kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),
          input INTEGER,
          posted_at INTEGER NOT NULL,
          price_version TEXT NOT NULL,
          old_price_version TEXT,
          reason TEXT,
          first_entry INTEGER NOT NULL,
          entries INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX postings_run ON postings (run);

        CREATE TABLE entries (
          id INTEGER PRIMARY KEY,
          posting INTEGER NOT NULL REFERENCES postings,
          key INTEGER NOT NULL REFERENCES keys,
          calls INTEGER NOT NULL,
          unpriced_calls INTEGER NOT NULL,
          quantities BLOB NOT NULL,
          amount BLOB CHECK (length(amount) = 16),
          reported_cost BLOB CHECK (length(reported_cost) = 16)
        ) STRICT;

        CREATE TABLE quarantine (
          id INTEGER PRIMARY KEY,
          run INTEGER NOT NULL REFERENCES runs,
          input INTEGER NOT NULL,
          row INTEGER NOT NULL,
          offset INTEGER NOT NULL,
          reason TEXT NOT NULL,
          message TEXT NOT NULL,
          raw_length INTEGER NOT NULL,
          raw BLOB NOT NULL
        ) STRICT;
        CREATE INDEX quarantine_run ON quarantine (run, input);

        CREATE TABLE price_maps (
          version TEXT PRIMARY KEY,
          digest TEXT NOT NULL,
          known_since INTEGER NOT NULL,
          content BLOB NOT NULL
        ) STRICT;

        CREATE TABLE id_segments (
          id INTEGER PRIMARY KEY,
          bucket_bits INTEGER NOT NULL,
          range_bits INTEGER NOT NULL,
          ids INTEGER NOT NULL,
          from_prefix INTEGER NOT NULL,
          to_prefix INTEGER NOT NULL,
          output INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE id_pages (id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
        CREATE TABLE id_filters (id INTEGER PRIMARY KEY, blocks BLOB NOT NULL) STRICT;

        CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'posted is posted: entries are never changed'); END;
        CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'posted is posted: entries are never deleted'); END;
        CREATE TRIGGER postings_no_update BEFORE UPDATE ON postings BEGIN SELECT RAISE(ABORT, 'posted is posted: postings are never changed'); END;
        CREATE TRIGGER postings_no_delete BEFORE DELETE ON postings BEGIN SELECT RAISE(ABORT, 'posted is posted: postings are never deleted'); END;
        CREATE TRIGGER price_maps_no_update BEFORE UPDATE ON price_maps BEGIN SELECT RAISE(ABORT, 'a stored cost map is never changed'); END;
        CREATE TRIGGER price_maps_no_delete BEFORE DELETE ON price_maps BEGIN SELECT RAISE(ABORT, 'a stored cost map is never deleted'); END;
        PRAGMA application_id = 1094929479;
        """;
}
