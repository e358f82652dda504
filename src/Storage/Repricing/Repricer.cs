using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Repricing;
using Accounting.Core.Pricing;
using Accounting.Storage.Posting;
using Accounting.Storage.Runs;
using Accounting.Storage.Sqlite;

namespace Accounting.Storage.Repricing;

/// <summary>Plans and applies other prices within the caller's transaction: all of a plan is posted, or nothing.</summary>
internal static class Repricer
{
    private const string InsertSql =
        "INSERT INTO reprices (plan, scope, price_version, price_digest, reason, posted_at, entries) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

    public static RepricePlan Plan(Database database, RepriceScope scope, IPriceList prices, CancellationToken cancellationToken)
    {
        using var planner = new RepricePlanner(scope, prices);
        foreach (var key in new RepriceReader(database, scope).Read(prices, cancellationToken)) planner.Add(key);
        return planner.Finish();
    }

    public static RepriceReceipt Apply(Database database, EntryTable entries, RepriceOrder order, IPriceList prices, DateTimeOffset now, CancellationToken cancellationToken)
    {
        RepriceRules.RequireReason(order.Reason);
        var reader = new RepriceReader(database, order.Scope);
        using var planner = new RepricePlanner(order.Scope, prices);
        foreach (var key in reader.Read(prices, cancellationToken)) planner.Add(key);
        var plan = planner.Finish();
        if (order.Plan is { } expected && expected != plan.Id)
            return new(plan, expected, 0, AppliedAt(database, expected) ?? throw RepriceRules.Changed(expected, plan.Id));
        if (plan.Entries == 0) return new(plan, plan.Id, 0, null);
        var next = Announce(entries, planner.Groups, prices.Version, order.Reason, Instant.ToMicroseconds(now));
        foreach (var key in reader.Read(prices, cancellationToken)) Post(entries, key, next);
        database.Prepare(InsertSql).Bind(1, plan.Id).Bind(2, order.Scope.ToString()).Bind(3, prices.Version).Bind(4, prices.Digest).Bind(5, order.Reason)
            .Bind(6, Instant.ToMicroseconds(now)).Bind(7, plan.Entries).Run();
        return new(plan, plan.Id, plan.Entries, null);
    }

    // A posting for each run and version. Its entries follow each other, so each has its range before the first entry is known.
    private static Dictionary<(int Run, string Version), (long Posting, long Entry)> Announce(
        EntryTable entries, IReadOnlyDictionary<(int Run, string Version), long> groups, string version, string reason, long postedAt)
    {
        var next = new Dictionary<(int Run, string Version), (long Posting, long Entry)>();
        var (posting, entry) = (entries.NextPosting(), entries.NextEntry());
        foreach (var (group, count) in groups.OrderBy(group => group.Key.Run).ThenBy(group => group.Key.Version, StringComparer.Ordinal))
        {
            entries.AddPosting(new(posting, group.Run, EntryKind.Adjustment, null, postedAt, version, reason, entry, count) { OldPriceVersion = group.Version });
            next.Add(group, (posting++, entry));
            entry += count;
        }
        return next;
    }

    private static void Post(EntryTable entries, RepriceKey key, Dictionary<(int Run, string Version), (long Posting, long Entry)> next)
    {
        foreach (var bucket in key.Buckets)
        {
            if (!bucket.IsChanged) continue;
            var (posting, entry) = next[(bucket.Run, bucket.Version)];
            entries.AddEntry(new(entry, posting, key.Number, 0, bucket.UnpricedDifference, bucket.Difference, null), [QuantityBlob.Format]);
            next[(bucket.Run, bucket.Version)] = (posting, entry + 1);
        }
    }

    private static DateTimeOffset? AppliedAt(Database database, string plan)
    {
        var row = database.Prepare("SELECT posted_at FROM reprices WHERE plan = ?1").Bind(1, plan);
        DateTimeOffset? time = row.Step() ? Instant.FromMicroseconds(row.Int64(0)) : null;
        row.Reset();
        return time;
    }
}
