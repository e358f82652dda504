using Accounting.Core.Amounts;
using Accounting.Core.Ledger;

namespace Accounting.Core.Reconciling;

/// <summary>What one side, the ledger or the invoice, has of a model on a day.</summary>
public sealed class SideSum
{
    private readonly long[] _tokens = new long[UsageGroups.All.Count];

    public long Calls { get; private set; }
    public long BatchCalls { get; private set; }
    /// <summary>Of what has a price.</summary>
    public Money Cost { get; private set; }
    public long UnpricedCalls { get; private set; }
    /// <summary>So much the cost may differ by rounding.</summary>
    public Money Rounding { get; private set; }
    /// <summary>Whether anything was added.</summary>
    public bool IsSomething { get; private set; }

    public long this[UsageGroup group] => _tokens[(int)group];

    /// <summary>All input, whatever of it came from a cache.</summary>
    public long AllInput => this[UsageGroup.Input] + this[UsageGroup.CachedInput] + this[UsageGroup.CacheWrite];

    public void Add(LedgerLine line)
    {
        IsSomething |= line.Calls != 0 || line.Amount is { } amount && amount != Money.Zero;
        Calls += line.Calls;
        if (line.Key.Batch) BatchCalls += line.Calls;
        Cost += line.Amount ?? Money.Zero;
        UnpricedCalls += line.UnpricedCalls;
        foreach (var (meter, quantity) in line.Quantities)
            if (UsageGroups.Of(meter) is { } group) _tokens[(int)group] += quantity;
    }

    public void Add(InvoiceRow row)
    {
        IsSomething = true;
        Calls += row.Calls ?? 0;
        if (row.Batch) BatchCalls += row.Calls ?? 0;
        Cost += row.Cost ?? Money.Zero;
        Rounding += row.Rounding;
        if (row.Tokens is null) return;
        foreach (var (group, quantity) in row.Tokens) _tokens[(int)group] += quantity;
    }

    public void Add(SideSum other)
    {
        IsSomething |= other.IsSomething;
        Calls += other.Calls;
        BatchCalls += other.BatchCalls;
        Cost += other.Cost;
        UnpricedCalls += other.UnpricedCalls;
        Rounding += other.Rounding;
        for (var group = 0; group < _tokens.Length; group++) _tokens[group] += other._tokens[group];
    }
}
