using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Repricing;
using Accounting.Core.Pricing;
using Accounting.Storage.Posting;
using Accounting.Storage.Postgres.Posting;
using Accounting.Storage.Postgres.Queries;
using Accounting.Storage.Runs;

namespace Accounting.Storage.Postgres.Repricing;

/// <summary>
/// Plans other prices on one unchanging state, and applies them in one transaction. Locks are taken as by all writers: runs, then heads.
/// While it holds them nothing is posted to, and
/// nothing is voided of, what the plan is about.
/// </summary>
internal static class RowRepricer
{
    // So many entries are held until they are sent: some ten megabytes.
    private const int HeldEntriesMax = 50_000;

    private const string RunsSql = "SELECT count(*) FROM (SELECT 1 FROM runs WHERE state <> 2 ORDER BY id FOR SHARE) AS locked";
    private const string HeadsSql =
        """
        SELECT id FROM spend_heads WHERE ($1::text[] IS NULL OR tenant = ANY ($1)) AND ($2::text[] IS NULL OR model = ANY ($2)) ORDER BY id FOR NO KEY UPDATE
        """;
    private const string InsertSql =
        "INSERT INTO reprices (plan, scope, price_version, price_digest, reason, posted_at, entries) VALUES ($1, $2, $3, $4, $5, $6, $7)";

    public static RepricePlan Plan(PostgresSession session, RepriceScope scope, IPriceList prices, CancellationToken cancellationToken)
    {
        using var planner = new RepricePlanner(scope, prices);
        foreach (var page in new RepriceRows(session, scope).ReadPages(prices))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var (key, _) in page) planner.Add(key);
        }
        return planner.Finish();
    }

    public static RepriceReceipt Apply(PostgresSession session, RepriceOrder order, IPriceList prices, DateTimeOffset now, CancellationToken cancellationToken)
    {
        RepriceRules.RequireReason(order.Reason);
        session.Execute(RunsSql);
        var heads = Heads(session, order.Scope);
        var rows = new RepriceRows(session, order.Scope);
        var changed = new Dictionary<long, long>();
        using var planner = new RepricePlanner(order.Scope, prices);
        foreach (var (key, head) in rows.ReadPages(prices, heads).SelectMany(page => page))
        {
            cancellationToken.ThrowIfCancellationRequested();
            planner.Add(key);
            if (key.Buckets.Any(bucket => bucket.IsChanged)) changed[head] = 1;
        }
        var plan = planner.Finish();
        if (order.Plan is { } expected && expected != plan.Id)
            return new(plan, expected, 0, AppliedAt(session, expected) ?? throw RepriceRules.Changed(expected, plan.Id));
        if (plan.Entries == 0) return new(plan, plan.Id, 0, null);
        SpendHeads.Move(session, changed);
        Post(session, rows.ReadPages(prices, heads), (prices.Version, order.Reason, Instant.ToMicroseconds(now)));
        cancellationToken.ThrowIfCancellationRequested();
        session.Execute(InsertSql, plan.Id, order.Scope.ToString(), prices.Version, prices.Digest, order.Reason, Instant.ToMicroseconds(now), plan.Entries);
        return new(plan, plan.Id, plan.Entries, null);
    }

    private static HashSet<long> Heads(PostgresSession session, RepriceScope scope)
    {
        var heads = new HashSet<long>();
        using var rows = session.Read(HeadsSql, LineRows.Texts(scope.Tenants), LineRows.Texts(scope.Models));
        while (rows.Read()) heads.Add(rows.GetInt64(0));
        return heads;
    }

    // A posting for each run and version, or several where they are many.
    private static void Post(
        PostgresSession session, IEnumerable<IEnumerable<(RepriceKey Key, long Head)>> pages, (string Version, string Reason, long PostedAt) posting)
    {
        var held = new Dictionary<(int Run, string Version), EntryColumns>();
        void Send()
        {
            foreach (var (group, entries) in held.OrderBy(item => item.Key.Run).ThenBy(item => item.Key.Version, StringComparer.Ordinal))
                entries.Insert(session, new(group.Run, EntryKind.Adjustment, null, posting.PostedAt, posting.Version, posting.Reason) { OldPriceVersion = group.Version });
            held.Clear();
        }
        foreach (var page in pages)
        {
            foreach (var (key, _) in page) Hold(key, held);
            if (held.Values.Sum(entries => entries.Count) >= HeldEntriesMax) Send();
        }
        Send();
    }

    private static void Hold(RepriceKey key, Dictionary<(int Run, string Version), EntryColumns> held)
    {
        foreach (var bucket in key.Buckets)
        {
            if (!bucket.IsChanged) continue;
            var group = (bucket.Run, bucket.Version);
            if (!held.TryGetValue(group, out var entries)) held.Add(group, entries = new());
            entries.Add(key.Number, 0, bucket.UnpricedDifference, [QuantityBlob.Format], bucket.Difference, null);
        }
    }

    private static DateTimeOffset? AppliedAt(PostgresSession session, string plan) =>
        session.Single<long>("SELECT posted_at FROM reprices WHERE plan = $1", plan) is { } time ? Instant.FromMicroseconds(time) : null;
}
