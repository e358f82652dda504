using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Core.Pricing;
using Accounting.Storage.Posting;
using Accounting.Storage.Postgres.Runs;
using Accounting.Storage.Runs;

namespace Accounting.Storage.Postgres.Posting;

/// <summary>
/// Posts parts within the caller's transaction. Locks are taken in one order by all writers: runs, ids, heads, inputs.
/// </summary>
internal sealed class PartPoster(CallIdRows ids, TimeProvider time)
{
    /// <param name="session">The transaction.</param>
    /// <param name="parts">Of any runs and spend keys.</param>
    /// <param name="numbers">The numbers of their keys, one per part.</param>
    /// <param name="prices">The cost map that a version names.</param>
    public PartReceipt[] Post(PostgresSession session, IReadOnlyList<SpendPart> parts, PartNumbers[] numbers, Func<string, IPriceList> prices)
    {
        var runs = RunRows.RequireOpen(session, [.. parts.Select(part => part.Run).Distinct(StringComparer.Ordinal)]);
        return Post(session, parts, numbers, runs, prices);
    }

    /// <summary>As above, for runs that the transaction has locked.</summary>
    public PartReceipt[] Post(
        PostgresSession session, IReadOnlyList<SpendPart> parts, PartNumbers[] numbers, Dictionary<string, OpenRun> runs, Func<string, IPriceList> prices)
    {
        var lists = runs.Values.ToDictionary(run => run.Name, run => PinnedPrices(run, prices));
        var fates = ids.Claim(session, parts, runs);
        var sums = parts.Select((part, index) => PartSums.Of(part, fates[index], runs[part.Run], lists[part.Run])).ToArray();
        var postings = new Dictionary<string, RunPosting>();
        var added = new List<LedgerLine>[parts.Count];
        var steps = new SortedDictionary<long, long>();
        for (var index = 0; index < parts.Count; index++)
        {
            if (!postings.TryGetValue(parts[index].Run, out var posting)) postings.Add(parts[index].Run, posting = new(runs[parts[index].Run]));
            added[index] = posting.Add(sums[index], numbers[index], parts[index].WantsAdded);
            if (sums[index].Entries > 0) steps[numbers[index].Head] = steps.GetValueOrDefault(numbers[index].Head) + 1;
        }
        var reached = SpendHeads.Move(session, steps);
        foreach (var posting in postings.Values) posting.Insert(session, lists[posting.Run.Name].Version, Instant.ToMicroseconds(time.GetUtcNow()));
        var versions = Versions(session, sums, numbers, steps, reached);
        return [.. parts.Select((_, index) => new PartReceipt
        {
            Known = fates[index].Known, Amount = sums[index].Amount, Tokens = sums[index].Tokens, Version = versions[index], Added = added[index],
        })];
    }

    private static IPriceList PinnedPrices(in OpenRun run, Func<string, IPriceList> prices)
    {
        var list = prices(run.PriceVersion);
        LedgerRules.RequirePinned(run, list);
        return list;
    }

    // Two runs may add to one spend key in the same transaction: each moves the version on by one, in the order of the parts.
    private static long[] Versions(
        PostgresSession session, PartSums[] sums, PartNumbers[] numbers, SortedDictionary<long, long> steps, Dictionary<long, long> reached)
    {
        var next = steps.ToDictionary(step => step.Key, step => reached[step.Key] - step.Value);
        SpendHeads.Read(session, [.. numbers.Select(number => number.Head).Where(head => !steps.ContainsKey(head)).Distinct()], next);
        return [.. sums.Select((sum, index) => sum.Entries > 0 ? ++next[numbers[index].Head] : next[numbers[index].Head])];
    }

    // What one run posts in one transaction.
    private sealed class RunPosting(OpenRun run)
    {
        private readonly EntryColumns _entries = new();
        private int? _input;
        private bool _isOfSeveral;

        public OpenRun Run => run;

        public List<LedgerLine> Add(PartSums sums, PartNumbers numbers, bool withAdded)
        {
            var before = _entries.Count;
            var lines = sums.Charge(numbers, _entries, withAdded);
            if (sums.Entries == 0) return lines;
            _isOfSeveral |= sums.Input is null || (before > 0 && _input != sums.Input);
            _input = sums.Input;
            return lines;
        }

        public void Insert(PostgresSession session, string priceVersion, long postedAt)
        {
            if (_entries.Count > 0) _entries.Insert(session, new(run.Id, EntryKind.Charge, _isOfSeveral ? null : _input, postedAt, priceVersion, null));
        }
    }
}
