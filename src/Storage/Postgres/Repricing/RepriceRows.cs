using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Repricing;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;
using Accounting.Storage.Posting;
using Accounting.Storage.Postgres.Queries;
using Accounting.Storage.Queries;
using Accounting.Storage.Runs;
using Npgsql;

namespace Accounting.Storage.Postgres.Repricing;

/// <summary>
/// Reads what is posted within a scope, key by key in the order of their numbers, a page of keys at a time: so that what is found can be
/// posted in between, and nothing but a page is
/// held.
/// </summary>
internal sealed class RepriceRows
{
    private const int PageKeys = 10_000;

    private const string KeysSql =
        $"""
        SELECT id, {PostgresTables.KeyColumns}, head FROM keys
        WHERE id > $1 AND ($2::text[] IS NULL OR tenant = ANY ($2)) AND ($3::text[] IS NULL OR CASE response_model WHEN '' THEN requested_model ELSE response_model END = ANY ($3))
          AND ($4::bigint IS NULL OR slot >= $4) AND ($5::bigint IS NULL OR slot < $5) AND ($6::text[] IS NULL OR provider = ANY ($6))
        ORDER BY id LIMIT $7
        """;
    private const string EntriesSql = "SELECT key, id, posting, calls, unpriced_calls, quantities, amount FROM entries WHERE key = ANY ($1) ORDER BY key, id";

    // What a voided run posted and what reversed it sum to nothing, whatever the prices.
    private const string PostingsSql =
        "SELECT p.id, p.run, r.undated_at, p.kind, p.price_version, p.old_price_version FROM postings p JOIN runs r ON r.id = p.run WHERE r.state <> 2";

    private readonly PostgresSession _session;
    private readonly RepriceScope _scope;
    private readonly Dictionary<long, RepricePosting> _postings;
    private readonly Quantity[] _quantities = new Quantity[MeterSums.Count];

    public RepriceRows(PostgresSession session, RepriceScope scope)
    {
        (_session, _scope) = (session, scope);
        _postings = Postings(session);
    }

    /// <summary>
    /// The keys that have anything posted, each in the same object, with their heads; a page at a time. A page is read to its end before
    /// the next one is asked for: between two the
    /// connection is free.
    /// </summary>
    /// <param name="prices">What they are priced with again.</param>
    /// <param name="heads">Only keys of these heads; null: all.</param>
    public IEnumerable<IEnumerable<(RepriceKey Key, long Head)>> ReadPages(IPriceList prices, IReadOnlySet<long>? heads = null)
    {
        var key = new RepriceKey(prices);
        for (var keys = Keys(0); keys.Count > 0;)
        {
            var after = keys[^1].Number;
            if (heads is not null) keys.RemoveAll(item => !heads.Contains(item.Head));
            yield return ReadPage(key, keys);
            keys = Keys(after);
        }
    }

    private IEnumerable<(RepriceKey Key, long Head)> ReadPage(RepriceKey key, List<(long Number, EntryKey Key, long Head)> keys)
    {
        using var entries = _session.Read(EntriesSql, (object)keys.Select(item => item.Number).ToArray());
        var place = 0;
        for (var isEntry = entries.Read(); isEntry;)
        {
            while (keys[place].Number != entries.GetInt64(0)) place++;
            key.Begin(keys[place].Number, keys[place].Key);
            for (; isEntry && entries.GetInt64(0) == key.Number; isEntry = entries.Read()) Add(key, entries);
            if (key.Buckets.Count > 0) yield return (key, keys[place].Head);
        }
    }

    private List<(long Number, EntryKey Key, long Head)> Keys(long after)
    {
        var window = SlotWindow.Of(_scope.ToFilter());
        var keys = new List<(long, EntryKey, long)>(PageKeys);
        using var rows = _session.Read(KeysSql, after, LineRows.Texts(_scope.Tenants), LineRows.Texts(_scope.Models), window.Since, window.Until,
            LineRows.Texts(_scope.Providers), PageKeys);
        while (rows.Read()) keys.Add((rows.GetInt64(0), LineRows.ReadKey(rows, 1), rows.GetInt64(17)));
        return keys;
    }

    private void Add(RepriceKey key, NpgsqlDataReader row)
    {
        if (!_postings.TryGetValue(row.GetInt64(2), out var posting)) return;
        var blob = row.GetFieldValue<byte[]>(5);
        var count = 0;
        for (var at = QuantityBlob.Begin(blob); QuantityBlob.Next(blob, ref at, out var meter, out var quantity);) _quantities[count++] = new((Meter)meter, quantity);
        key.Add(row.GetInt64(1), posting, row.GetInt64(3), row.GetInt64(4), row.MoneyOrNull(6), _quantities.AsSpan(0, count));
    }

    // Postings of one run and version are alike: one object stands for all of them.
    private static Dictionary<long, RepricePosting> Postings(PostgresSession session)
    {
        var postings = new Dictionary<long, RepricePosting>();
        var alike = new Dictionary<RepricePosting, RepricePosting>();
        using var rows = session.Read(PostingsSql);
        while (rows.Read())
        {
            var posting = new RepricePosting(
                rows.GetInt32(1), Instant.FromMicroseconds(rows.GetInt64(2)), rows.GetInt16(3) == (short)EntryKind.Adjustment, rows.Text(4), rows.TextOrNull(5) ?? "");
            if (!alike.TryGetValue(posting, out var known)) alike.Add(posting, known = posting);
            postings.Add(rows.GetInt64(0), known);
        }
        return postings;
    }
}
