using System.Numerics;
using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Storage.Posting;

namespace Accounting.Storage.Postgres.Posting;

/// <summary>Entries column by column, as one statement adds them.</summary>
internal sealed class EntryColumns
{
    private const string InsertSql =
        """
        WITH posted AS (
          INSERT INTO postings (run, kind, input, posted_at, price_version, reason, entries, old_price_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $14) RETURNING id)
        INSERT INTO entries (posting, key, calls, unpriced_calls, quantities, amount, reported_cost)
        SELECT posted.id, e.key, e.calls, e.unpriced_calls, e.quantities, e.amount, e.reported_cost
        FROM posted, unnest($8::bigint[], $9::bigint[], $10::bigint[], $11::bytea[], $12::numeric[], $13::numeric[])
          WITH ORDINALITY AS e (key, calls, unpriced_calls, quantities, amount, reported_cost, place) ORDER BY e.place
        """;

    private readonly List<long> _keys = [];
    private readonly List<long> _calls = [];
    private readonly List<long> _unpriced = [];
    private readonly List<byte[]> _quantities = [];
    private readonly List<BigInteger?> _amounts = [];
    private readonly List<BigInteger?> _reported = [];

    public int Count => _keys.Count;

    public void Add(long key, long calls, long unpricedCalls, byte[] quantities, Money? amount, Money? reported)
    {
        _keys.Add(key);
        _calls.Add(calls);
        _unpriced.Add(unpricedCalls);
        _quantities.Add(quantities);
        _amounts.Add(PostgresRow.ToStored(amount));
        _reported.Add(PostgresRow.ToStored(reported));
    }

    /// <summary>Adds a posting and its entries, in the order in which they were added here.</summary>
    public void Insert(PostgresSession session, in PostingHeader header) => session.Execute(InsertSql,
        header.Run, (short)header.Kind, header.Input, header.PostedAt, header.PriceVersion, header.Reason, (long)Count,
        _keys.ToArray(), _calls.ToArray(), _unpriced.ToArray(), _quantities.ToArray(), _amounts.ToArray(), _reported.ToArray(), header.OldPriceVersion);
}

/// <summary>What the entries of a posting have in common.</summary>
internal readonly record struct PostingHeader(int Run, EntryKind Kind, int? Input, long PostedAt, string PriceVersion, string? Reason)
{
    /// <summary>The version that an adjustment is from; null where it is none.</summary>
    public string? OldPriceVersion { get; init; }
}
