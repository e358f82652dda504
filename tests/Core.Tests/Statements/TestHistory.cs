using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Tests.Pricing;
using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Statements;

/// <summary>
/// A ledger in memory, written as the real ones are: charges per run and key, adjustments from what a run has at one version to what another makes of it, voids that take all of a run back.
/// </summary>
internal sealed class TestHistory
{
    public static readonly DateTimeOffset Start = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset UndatedAt = Start.AddDays(3);

    private readonly List<LedgerEntry> _entries = [];
    private readonly Dictionary<string, CostMap> _maps = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Run, EntryKey Key), string> _versions = [];
    private readonly HashSet<string> _voided = [];
    private long _posting;

    public IReadOnlyList<LedgerEntry> Entries => _entries;

    /// <summary>As a ledger gives them by key.</summary>
    public IEnumerable<LedgerEntry> ByKey => _entries.GroupBy(entry => entry.Key).SelectMany(key => key);

    public CostMap? Map(string version) => _maps.GetValueOrDefault(version);

    /// <summary>Adds a version: <c>small</c> has an input and an output price, <c>large</c> an input price and, from the 10th of October on, another; <paramref name="json"/> may add fields.</summary>
    public TestHistory With(string version, string small, string large, string json = "")
    {
        _maps.Add(version, CostMap.Create(
            [
                TestPrices.Model("openai", "small", $"{{'input_cost_per_token':{small},'output_cost_per_token':{small}{json}}}"),
                TestPrices.Model("openai", "large", $"{{'input_cost_per_token':{large}}}"),
            ], version));
        return this;
    }

    public static EntryKey Key(string model, int day, bool isUndated = false, string tier = "", long input = 100) => new()
    {
        Tenant = "acme", Provider = "openai", ResponseModel = model, RequestedModel = model, CallType = "chat", ServiceTier = tier, InputBand = Band.Of(input),
        Slot = isUndated ? Slot.Undated : Slot.At(Start.AddDays(day)),
    };

    public TestHistory Charge(string run, string version, EntryKey key, long input, long output = 0, long calls = 1)
    {
        Quantity[] quantities = [.. new Quantity[] { new(Meter.InputTokens, input), new(Meter.OutputTokens, output) }.Where(quantity => quantity.Amount != 0)];
        var amount = Price(version, key, quantities);
        Add(new(_entries.Count + 1, Posting(run, EntryKind.Charge, version), key, calls, amount is null ? calls : 0, quantities, amount, null));
        _versions.TryAdd((run, key), version);
        return this;
    }

    /// <summary>Takes all that is not voided to a version.</summary>
    public TestHistory Reprice(string version, string reason)
    {
        foreach (var ((run, key), old) in _versions.Where(bucket => bucket.Value != version && !_voided.Contains(bucket.Key.Run)).ToList())
        {
            var own = _entries.Where(entry => entry.Posting.Run == run && entry.Key == key).ToList();
            var (amount, unpriced) = (Money.Zero, 0L);
            foreach (var entry in own.Where(entry => entry.Calls != 0))
            {
                if (Price(version, key, entry.Quantities) is { } priced) amount += priced;
                else unpriced += entry.Calls;
            }
            var (before, beforeUnpriced) = (Sum(own), own.Sum(entry => entry.UnpricedCalls));
            if (amount == before && unpriced == beforeUnpriced) continue;
            var posting = Posting(run, EntryKind.Adjustment, version) with { OldPriceVersion = old, Reason = reason };
            Add(new(_entries.Count + 1, posting, key, 0, unpriced - beforeUnpriced, [], amount - before, null));
            _versions[(run, key)] = version;
        }
        return this;
    }

    public TestHistory Void(string run, string version, string reason)
    {
        _voided.Add(run);
        var posting = Posting(run, EntryKind.Void, version) with { Reason = reason };
        foreach (var entry in _entries.Where(entry => entry.Posting.Run == run).ToList())
        {
            Quantity[] negated = [.. entry.Quantities.Select(quantity => quantity with { Amount = -quantity.Amount })];
            Add(new(_entries.Count + 1, posting, entry.Key, -entry.Calls, -entry.UnpricedCalls, negated, entry.Amount is { } amount ? -amount : null, null));
        }
        return this;
    }

    /// <summary>A history in which all kinds of entries occur; versions <c>1</c> to <c>4</c>, of which <c>2</c> knows no price of <c>large</c>.</summary>
    public static TestHistory Random(int seed)
    {
        var random = new Random(seed);
        var history = new TestHistory().With("1", "0.000001", "0.00001").With("3", "0.000002", "0.00001").With("4", "0.0000015", "0.00002", ",'input_cost_per_token_flex':0.0000005");
        history._maps.Add("2", CostMap.Create([TestPrices.Model("openai", "small", "{'input_cost_per_token':0.000001,'output_cost_per_token':0.000003}")], "2"));
        for (var run = 1; run <= 6; run++)
        {
            var version = $"{random.Next(1, 5)}";
            for (var number = random.Next(1, 12); number > 0; number--)
            {
                var key = Key(new[] { "small", "large", "none" }[random.Next(3)], random.Next(3), random.Next(5) == 0, random.Next(3) == 0 ? "flex" : "");
                // Output of the large model has no price: such calls are summed apart.
                history.Charge($"r{run}", version, key, random.Next(1, 1000), key.ResponseModel == "large" && random.Next(3) > 0 ? 0 : random.Next(1, 100), random.Next(1, 4));
            }
            if (random.Next(3) == 0) history.Reprice($"{random.Next(1, 5)}", $"reason {run}");
            if (random.Next(4) == 0) history.Void($"r{run}", version, "wrong tenant");
        }
        return history;
    }

    public static Money Sum(IEnumerable<LedgerEntry> entries) => entries.Aggregate(Money.Zero, (sum, entry) => sum + (entry.Amount ?? Money.Zero));

    public TestHistory Change(int index, Func<LedgerEntry, LedgerEntry> change)
    {
        _entries[index] = change(_entries[index]);
        return this;
    }

    private Money? Price(string version, EntryKey key, IReadOnlyList<Quantity> quantities) => _maps[version].Find(key, UndatedAt)?.Charge(quantities.ToArray());

    private LedgerPosting Posting(string run, EntryKind kind, string version) => new(++_posting, run, UndatedAt, kind, Start.AddMonths(2), version, null, null);

    private void Add(LedgerEntry entry) => _entries.Add(entry);
}
