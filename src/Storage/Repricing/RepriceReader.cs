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
/// Reads what is posted within a scope, key by key in the order of their numbers, each with its entries, so that nothing but one key is
/// held. What is posted for a key after it was read lies behind the place of reading.
/// </summary>
internal sealed class RepriceReader
{
    private const string KeyFilter =
        """
        (?1 IS NULL OR tenant IN (SELECT value FROM json_each(?1)))
        AND (?2 IS NULL OR CASE response_model WHEN '' THEN requested_model ELSE response_model END IN (SELECT value FROM json_each(?2)))
        AND (?3 IS NULL OR slot >= ?3) AND (?4 IS NULL OR slot < ?4) AND (?5 IS NULL OR provider IN (SELECT value FROM json_each(?5)))
        """;
    private const string EntriesSql =
        $"""
        SELECT k.id, e.id, e.posting, e.calls, e.unpriced_calls, e.quantities, e.amount, {Schema.KeyColumns}
        FROM keys k CROSS JOIN entries e ON e.key = k.id WHERE {KeyFilter} ORDER BY k.id, e.id
        """;

    // What a voided run posted and what reversed it sum to nothing, whatever the prices.
    private const string PostingsSql =
        """
        SELECT p.id, p.run, r.undated_at, p.kind, p.price_version, p.old_price_version FROM postings p JOIN runs r ON r.id = p.run WHERE r.state <> 2
        """;

    private readonly Database _database;
    private readonly RepriceScope _scope;
    private readonly Dictionary<long, RepricePosting> _postings;
    private readonly Quantity[] _quantities = new Quantity[MeterSums.Count];
    private readonly TextPool _texts = new();

    public RepriceReader(Database database, RepriceScope scope)
    {
        (_database, _scope) = (database, scope);
        _postings = Postings(database);
    }

    /// <summary>The keys that have anything posted, each in the same object: it is read before the next one is asked for.</summary>
    public IEnumerable<RepriceKey> Read(IPriceList prices, CancellationToken cancellationToken)
    {
        var key = new RepriceKey(prices);
        var entries = Bind(_database.Prepare(EntriesSql));
        for (var isEntry = entries.Step(); isEntry;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            key.Begin(entries.Int64(0), KeyTable.Read(entries, 7, _texts));
            for (; isEntry && entries.Int64(0) == key.Number; isEntry = entries.Step()) Add(key, entries);
            if (key.Buckets.Count > 0) yield return key;
        }
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
        return statement.BindNames(1, _scope.Tenants).BindNames(2, _scope.Models).Bind(3, window.Since).Bind(4, window.Until).BindNames(5, _scope.Providers);
    }

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
