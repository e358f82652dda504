using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Repricing;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;
using FsCheck;
using FsCheck.Fluent;

namespace Accounting.Core.Tests.Ledger.Repricing;

/// <summary>What holds for any usage, prices, versions and splits. FsCheck shrinks what fails and prints how to repeat it.</summary>
public sealed class RepriceProperties
{
    private static readonly EntryKey Key = new() { Tenant = "t", ResponseModel = "m", Slot = new(1_960_000) };
    private static readonly Meter[] Meters = [Meter.InputTokens, Meter.CachedInputTokens, Meter.OutputTokens];

    [Fact]
    public void SumOfCharges_IsTheChargeOfSums() => Check(
        (Usage usage, Prices prices) =>
        {
            var apart = usage.Calls.Aggregate((Money?)Money.Zero, (sum, call) => sum is { } amount && prices.Charge(call) is { } charge ? amount + charge : null);
            return apart == prices.Charge([.. usage.Calls.Aggregate(new long[3], (sum, call) => [.. sum.Zip(call, (left, right) => left + right)])]);
        });

    [Fact]
    public void Amounts_DoNotDependOnTheOrderOrTheSplitOfRuns() => Check(
        (Usage usage, Prices before, Prices after) =>
        {
            var inOrder = Reprice(usage.Calls, before, after, _ => 1);
            var reversed = Reprice([.. usage.Calls.Reverse()], before, after, call => 1 + call % 3);
            return Total(inOrder) == Total(reversed);
        });

    [Fact]
    public void RepricedToV_FromAnyEarlierState_IsWhatVCharges() => Check(
        (Usage usage, Prices[] earlier, Prices last) =>
        {
            var ledger = new List<Posted>();
            var versions = earlier.Append(last).ToList();
            for (var at = 0; at < versions.Count; at++)
            {
                // Some of the calls come while earlier prices are in force, some of them at prices that others have replaced by then.
                for (var call = at; call < usage.Calls.Length; call += versions.Count)
                    ledger.Add(Posted.Charge(1 + call % 2, versions[at / 2].At($"{at / 2}"), usage.Calls[call]));
                Apply(ledger, versions[at].At($"{at}"));
            }
            var charges = ledger.Where(entry => !entry.Posting.IsAdjustment).Select(entry => last.Charge(entry.Quantities)).ToList();
            var wanted = charges.Aggregate(Money.Zero, (sum, charge) => sum + (charge ?? Money.Zero));
            return ledger.Aggregate(Money.Zero, (sum, entry) => sum + (entry.Amount ?? Money.Zero)) == wanted
                && ledger.Sum(entry => entry.Unpriced) == charges.Count(charge => charge is null)
                && Apply(ledger, last.At($"{versions.Count - 1}")) == 0;
        });

    [Fact]
    public void Discount_NeverChangesQuantitiesAndMovesTheWholeAmount() => Check(
        (Usage usage, Prices prices) =>
        {
            var buckets = Reprice(usage.Calls, prices, prices.Times(3), _ => 1);
            return Total(buckets) is var (calls, old, now, unpriced) && calls == usage.Calls.Length && now == old * 3
                && unpriced == buckets.Sum(bucket => bucket.OldUnpriced);
        });

    // Posts calls at prices, each an entry of a run, and prices them again.
    private static List<RepriceBucket> Reprice(long[][] calls, Prices before, Prices after, Func<int, int> runOf)
    {
        var key = new RepriceKey(after.At("after"));
        key.Begin(1, Key);
        for (var call = 0; call < calls.Length; call++) Posted.Charge(runOf(call), before.At("before"), calls[call]).AddTo(key, call + 1);
        return [.. key.Buckets];
    }

    private static (long Calls, Money Old, Money New, long Unpriced) Total(List<RepriceBucket> buckets) => (
        buckets.Sum(bucket => bucket.Calls), buckets.Aggregate(Money.Zero, (sum, bucket) => sum + bucket.Old),
        buckets.Aggregate(Money.Zero, (sum, bucket) => sum + bucket.New), buckets.Sum(bucket => bucket.NewUnpriced));

    // As a ledger does: answers how many adjustments were added.
    private static int Apply(List<Posted> ledger, IPriceList prices)
    {
        var key = new RepriceKey(prices);
        key.Begin(1, Key);
        for (var entry = 0; entry < ledger.Count; entry++) ledger[entry].AddTo(key, entry + 1);
        var changed = key.Buckets.Where(bucket => bucket.IsChanged).ToList();
        ledger.AddRange(changed.Select(bucket =>
            new Posted(new(bucket.Run, default, true, prices.Version, bucket.Version), 0, bucket.UnpricedDifference, bucket.Difference, [0, 0, 0])));
        return changed.Count;
    }

    private static void Check<T1, T2>(Func<T1, T2, bool> property) => Prop.ForAll(Generators.ArbFor<T1>(), Generators.ArbFor<T2>(), property).QuickCheckThrowOnFailure();

    private static void Check<T1, T2, T3>(Func<T1, T2, T3, bool> property) =>
        Prop.ForAll(Generators.ArbFor<T1>(), Generators.ArbFor<T2>(), Generators.ArbFor<T3>(), property).QuickCheckThrowOnFailure();

    private static readonly IArbMap Generators = ArbMap.Default
        .MergeArb(Arb.From(Gen.Choose(0, 1_000_000).Select(number => (long)number).ArrayOf(3).ArrayOf().Select(calls => new Usage(calls)), Usage.Smaller))
        .MergeArb(Arb.From(Gen.Choose(-3, 1_000_000).Select(units => units < 0 ? (long?)null : units * 1_000_003L).ArrayOf(3).Select(units => new Prices(units))))
        .MergeArb(Arb.From(Gen.Choose(-3, 1_000_000).Select(units => units < 0 ? (long?)null : units * 1_000_003L).ArrayOf(3).Select(units => new Prices(units)).ArrayOf()
            .Resize(6)));

    /// <summary>Calls, each with its quantities.</summary>
    private sealed record Usage(long[][] Calls)
    {
        public static IEnumerable<Usage> Smaller(Usage usage) => usage.Calls.Select((_, left) => new Usage([.. usage.Calls.Where((_, at) => at != left)]));

        public override string ToString() => string.Join(" ", Calls.Select(call => $"({string.Join(",", call)})"));
    }

    /// <summary>Unit prices by meter; null: none.</summary>
    private sealed record Prices(long?[] Units)
    {
        public Rates Rates => new("m", "", Table());

        public Prices Times(long factor) => new([.. Units.Select(units => units * factor)]);

        public Money? Charge(long[] quantities) => Rates.Charge(QuantitiesOf(quantities));

        public Listed At(string version) => new Listed(version, Rates);

        public override string ToString() => string.Join(",", Units);

        private Money?[] Table()
        {
            var table = new Money?[(int)Meter.OutputTokens + 1];
            for (var at = 0; at < Meters.Length; at++) table[(int)Meters[at]] = Units[at] is { } units ? new Money(units) : null;
            return table;
        }
    }

    private sealed class Listed(string version, Rates rates) : IPriceList
    {
        public string Version => version;

        public string Digest => version;

        public Rates? Find(EntryKey key, DateTimeOffset undatedAt) => rates;
    }

    private static Quantity[] QuantitiesOf(long[] amounts) => [.. Meters.Zip(amounts, (meter, amount) => new Quantity(meter, amount))];

    /// <summary>An entry as it was posted.</summary>
    private sealed record Posted(RepricePosting Posting, long Calls, long Unpriced, Money? Amount, long[] Quantities)
    {
        public static Posted Charge(int run, IPriceList prices, long[] quantities)
        {
            var amount = prices.Find(Key, default)!.Charge(QuantitiesOf(quantities));
            return new(new(run, default, false, prices.Version, ""), 1, amount is null ? 1 : 0, amount, quantities);
        }

        public void AddTo(RepriceKey key, long number) => key.Add(number, Posting, Calls, Unpriced, Amount, QuantitiesOf(Quantities));
    }
}
