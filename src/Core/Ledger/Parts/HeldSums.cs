using Accounting.Core.Amounts;
using Accounting.Core.Usage;

namespace Accounting.Core.Ledger.Parts;

/// <summary>
/// The sums of one spend key as somebody holds them beside the ledger: right as long as the ledger's row version is <see cref="Version"/>.
/// Not thread-safe.
/// </summary>
public sealed class HeldSums
{
    private readonly Dictionary<EntryKey, LedgerLine> _lines;

    public HeldSums(SpendSums sums)
    {
        Version = sums.Version;
        _lines = sums.Lines.ToDictionary(line => line.Key);
    }

    public long Version { get; private set; }

    public int Count => _lines.Count;

    /// <summary>
    /// Adds what a posting added. False, with nothing added, where something was posted in between that is not known here: the sums are of
    /// no use any more.
    /// </summary>
    public bool TryAdd(PartReceipt receipt)
    {
        if (receipt.Version == Version) return receipt.Added.Count == 0;
        if (receipt.Version != Version + 1) return false;
        foreach (var line in receipt.Added)
            _lines[line.Key] = _lines.TryGetValue(line.Key, out var held) ? Sum(held, line) : line;
        Version = receipt.Version;
        return true;
    }

    /// <summary>The lines of a window, in canonical order; keys that sum to nothing are left out.</summary>
    public IReadOnlyList<LedgerLine> Lines(SpendFilter filter) =>
        [.. _lines.Values.Where(line => filter.Includes(line.Key.Slot) && !IsNothing(line)).OrderBy(line => line.Key, EntryKeyOrder.Instance)];

    private static LedgerLine Sum(LedgerLine left, LedgerLine right)
    {
        var calls = left.Calls + right.Calls;
        var unpriced = left.UnpricedCalls + right.UnpricedCalls;
        var amount = (left.Amount ?? Money.Zero) + (right.Amount ?? Money.Zero);
        var reported = left.ReportedCost is { } cost ? cost + (right.ReportedCost ?? Money.Zero) : right.ReportedCost;
        var isPriced = unpriced == 0 || unpriced < calls;
        return new(left.Key, calls, Sum(left.Quantities, right.Quantities), isPriced ? amount : null, reported) { UnpricedCalls = unpriced };
    }

    private static List<Quantity> Sum(IReadOnlyList<Quantity> left, IReadOnlyList<Quantity> right)
    {
        var sums = new SortedDictionary<Meter, long>();
        foreach (var (meter, amount) in left.Concat(right)) sums[meter] = sums.GetValueOrDefault(meter) + amount;
        return [.. sums.Where(sum => sum.Value != 0).Select(sum => new Quantity(sum.Key, sum.Value))];
    }

    private static bool IsNothing(LedgerLine line) =>
        line is { Calls: 0, Quantities.Count: 0, UnpricedCalls: 0 } && (line.Amount ?? Money.Zero) == Money.Zero;
}
