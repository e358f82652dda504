using System.Text.Json;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Repricing;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;
using Accounting.Storage.Posting;
using Accounting.Storage.Queries;
using Accounting.Storage.Runs;
using Accounting.Storage.Sqlite;

namespace Accounting.Storage.Repricing;

/// <summary>
/// Reads what is posted within a scope, key by key in the order of their numbers, each with its entries: two cursors side by side, so that nothing but one key is held. SQLite
/// sorts the entries by key, in files where they are many.
/// </summary>
internal sealed class RepriceReader
{
    private const string KeyFilter =
        """
        (?1 IS NULL OR tenant IN (SELECT value FROM json_each(?1)))
        AND (?2 IS NULL OR CASE response_model WHEN '' THEN requested_model ELSE response_model END IN (SELECT value FROM json_each(?2)))
        AND (?3 IS NULL OR slot >= ?3) AND (?4 IS NULL OR slot < ?4) AND (?5 IS NULL OR provider IN (SELECT value FROM json_each(?5)))
        """;
    private const string KeysSql = $"SELECT id, {Schema.KeyColumns} FROM keys WHERE {KeyFilter} ORDER BY id";
    private const string AllEntries = "SELECT key, id, posting, calls, unpriced_calls, quantities, amount FROM entries";
    private const string EntriesSql = $"{AllEntries} ORDER BY key, id";
    private const string SomeEntriesSql = $"{AllEntries} WHERE key IN (SELECT id FROM keys WHERE {KeyFilter}) ORDER BY key, id";

    // What a voided run posted and what reversed it sum to nothing, whatever the prices.
    private const string PostingsSql =
        """
        SELECT p.id, p.run, r.undated_at, p.kind, p.price_version, p.old_price_version FROM postings p JOIN runs r ON r.id = p.run WHERE r.state <> 2
        """;

    private readonly Database _database;
    private readonly RepriceScope _scope;
    private readonly Dictionary<long, RepricePosting> _postings;
    private readonly Quantity[] _quantities = new Quantity[MeterSums.Count];

    public RepriceReader(Database database, RepriceScope scope)
    {
        (_database, _scope) = (database, scope);
        _postings = Postings(database);
    }

    /// <summary>The keys that have anything posted, each in the same object: it is read before the next one is asked for.</summary>
    public IEnumerable<RepriceKey> Read(IPriceList prices, CancellationToken cancellationToken)
    {
        var key = new RepriceKey(prices);
        var keys = Bind(_database.Prepare(KeysSql));
        var isNarrow = SlotWindow.NarrowsKeys(_scope.ToFilter()) || !_scope.Providers.IsEmpty;
        var entries = isNarrow ? Bind(_database.Prepare(SomeEntriesSql)) : _database.Prepare(EntriesSql);
        var isEntry = entries.Step();
        while (isEntry && keys.Step())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var number = keys.Int64(0);
            while (isEntry && entries.Int64(0) < number) isEntry = entries.Step();
            if (!isEntry || entries.Int64(0) != number) continue;
            key.Begin(number, KeyTable.Read(keys, 1));
            for (; isEntry && entries.Int64(0) == number; isEntry = entries.Step()) Add(key, entries);
            if (key.Buckets.Count > 0) yield return key;
        }
        keys.Reset();
        entries.Reset();
    }

    private void Add(RepriceKey key, Statement row)
    {
        if (!_postings.TryGetValue(row.Int64(2), out var posting)) return;
        var blob = row.Blob(5);
        var count = 0;
        for (var at = QuantityBlob.Begin(blob); QuantityBlob.Next(blob, ref at, out var meter, out var quantity);) _quantities[count++] = new((Meter)meter, quantity);
        var amount = row.Blob(6);
        key.Add(row.Int64(1), posting, row.Int64(3), row.Int64(4), amount.IsEmpty ? null : MoneyBlob.Read(amount), _quantities.AsSpan(0, count));
    }

    private Statement Bind(Statement statement)
    {
        var window = SlotWindow.Of(_scope.ToFilter());
        return statement.Bind(1, JsonList(_scope.Tenants)).Bind(2, JsonList(_scope.Models)).Bind(3, window.Since).Bind(4, window.Until).Bind(5, JsonList(_scope.Providers));
    }

    private static string? JsonList(IReadOnlyList<string> texts) => texts.Count == 0 ? null : JsonSerializer.Serialize(texts);

    // Postings of one run and version are alike: one object stands for all of them.
    private static Dictionary<long, RepricePosting> Postings(Database database)
    {
        var postings = new Dictionary<long, RepricePosting>();
        var alike = new Dictionary<RepricePosting, RepricePosting>();
        var rows = database.Prepare(PostingsSql);
        while (rows.Step())
        {
            var posting = new RepricePosting(
                rows.Int32(1), Instant.FromMicroseconds(rows.Int64(2)), rows.Int32(3) == (int)EntryKind.Adjustment, rows.Text(4), rows.TextOrNull(5) ?? "");
            if (!alike.TryGetValue(posting, out var known)) alike.Add(posting, known = posting);
            postings.Add(rows.Int64(0), known);
        }
        rows.Reset();
        return postings;
    }
}
