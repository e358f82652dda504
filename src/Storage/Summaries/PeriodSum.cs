using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Storage.Posting;

namespace Accounting.Storage.Summaries;

/// <summary>The sum of entries of one period.</summary>
internal sealed class PeriodSum
{
    private readonly long[] _byMeter = new long[MeterSums.Count];

    public long Calls { get; private set; }
    public long UnpricedCalls { get; private set; }
    public Money Amount { get; private set; }
    public Money? ReportedCost { get; private set; }

    public ReadOnlySpan<long> ByMeter => _byMeter;

    public void Add(long calls, long unpricedCalls, ReadOnlySpan<byte> quantities, Money? amount, Money? reported)
    {
        Calls += calls;
        UnpricedCalls += unpricedCalls;
        Amount += amount ?? Money.Zero;
        if (reported is { } cost) ReportedCost = (ReportedCost ?? Money.Zero) + cost;
        QuantityBlob.AddTo(_byMeter, quantities);
    }

    /// <summary>Null where everything sums to nothing.</summary>
    public LedgerLine? ToLine(EntryKey key)
    {
        var quantities = MeterSums.ToQuantities(_byMeter);
        if (Calls == 0 && quantities.Count == 0 && Amount == Money.Zero && UnpricedCalls == 0) return null;
        return new(key, Calls, quantities, UnpricedCalls == 0 || UnpricedCalls < Calls ? Amount : null, ReportedCost) { UnpricedCalls = UnpricedCalls };
    }
}
