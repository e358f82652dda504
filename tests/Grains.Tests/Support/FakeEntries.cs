using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.Grains.Tests.Support;

/// <summary>The entries of a <see cref="FakePartLedger"/>, and the row versions of their spend keys.</summary>
internal sealed class FakeEntries
{
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<SpendKey, long> _versions = [];

    public long VersionOf(SpendKey key) => _versions.GetValueOrDefault(key);

    public IEnumerable<SpendKey> Keys(IReadOnlyList<string> tenants, IReadOnlyList<string> models) => _versions.Keys
        .Where(key => (tenants.Count == 0 || tenants.Contains(key.Tenant)) && (models.Count == 0 || models.Contains(key.Model))).Order();

    public PartReceipt Add(SpendPart part, IReadOnlyList<PartCall> calls, RunRecord run, IPriceList prices)
    {
        var added = calls.Select(call => EntryOf(part, call, run, prices)).ToArray();
        _entries.AddRange(added);
        if (added.Length > 0) _versions[part.Key] = VersionOf(part.Key) + 1;
        var tokens = added.SelectMany(entry => entry.Quantities).Where(quantity => quantity.Meter <= Meter.CitationTokens).Sum(quantity => quantity.Amount);
        var amount = added.Aggregate(Money.Zero, (sum, entry) => sum + (entry.Amount ?? Money.Zero));
        return new() { Amount = amount, Tokens = tokens, Version = VersionOf(part.Key), Added = [.. Sum(added)] };
    }

    public long Void(string run)
    {
        var reversed = _entries.Where(entry => entry.Run == run).Select(Reverse).ToArray();
        _entries.AddRange(reversed);
        foreach (var key in reversed.Select(entry => SpendKey.Of(entry.Key)).Distinct()) _versions[key]++;
        return reversed.Length;
    }

    public LedgerLine[] Lines(SpendFilter filter) => [.. Sum(_entries.Where(entry =>
        (filter.Tenants.Count == 0 || filter.Tenants.Contains(entry.Key.Tenant)) && (filter.Models.Count == 0 || filter.Models.Contains(SpendKey.Of(entry.Key).Model))
        && (filter.Run is null || filter.Run == entry.Run) && filter.Includes(entry.Key.Slot)))];

    private static Entry EntryOf(SpendPart part, PartCall call, RunRecord run, IPriceList prices)
    {
        var quantities = part.QuantitiesOf(call).ToArray();
        var rates = prices.Find(part.Keys[call.Key], run.Plan.UndatedAt);
        var amount = rates is not null && quantities.All(quantity => rates.IsPriced(quantity)) ? rates.Charge(quantities) : null;
        return new(part.Run, part.Keys[call.Key], 1, quantities, amount, call.ReportedCost);
    }

    private static Entry Reverse(Entry entry) => entry with
    {
        Calls = -entry.Calls,
        Quantities = [.. entry.Quantities.Select(quantity => new Quantity(quantity.Meter, -quantity.Amount))],
        Amount = entry.Amount is { } amount ? -amount : null,
        Reported = entry.Reported is { } cost ? -cost : null,
    };

    private static IEnumerable<LedgerLine> Sum(IEnumerable<Entry> entries) => entries.GroupBy(entry => entry.Key).OrderBy(group => group.Key, EntryKeyOrder.Instance)
        .Select(group => LineOf(group.Key, [.. group])).OfType<LedgerLine>();

    private static LedgerLine? LineOf(EntryKey key, Entry[] entries)
    {
        var quantities = entries.SelectMany(entry => entry.Quantities).GroupBy(quantity => quantity.Meter).OrderBy(meter => meter.Key)
            .Select(meter => new Quantity(meter.Key, meter.Sum(quantity => quantity.Amount))).Where(quantity => quantity.Amount != 0).ToArray();
        var calls = entries.Sum(entry => entry.Calls);
        var unpriced = entries.Where(entry => entry.Amount is null).Sum(entry => entry.Calls);
        var amount = entries.Aggregate(Money.Zero, (sum, entry) => sum + (entry.Amount ?? Money.Zero));
        if (calls == 0 && quantities.Length == 0 && unpriced == 0 && amount == Money.Zero) return null;
        var reported = entries.Any(entry => entry.Reported is not null) ? entries.Aggregate(Money.Zero, (sum, entry) => sum + (entry.Reported ?? Money.Zero)) : (Money?)null;
        return new(key, calls, quantities, unpriced == 0 || unpriced < calls ? amount : null, reported) { UnpricedCalls = unpriced };
    }

    private sealed record Entry(string Run, EntryKey Key, long Calls, Quantity[] Quantities, Money? Amount, Money? Reported);
}
