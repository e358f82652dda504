using Accounting.Core.Amounts;
using Accounting.Core.Usage;

namespace Accounting.Storage.Posting;

/// <summary>Accepted calls, summed at the places that the caller gives. Reused from chunk to chunk.</summary>
internal sealed class CallSums
{
    private long[] _meters = [];
    private long[] _calls = [];
    private Money?[] _reported = [];

    /// <param name="sums">How many places.</param>
    public void Reset(int sums)
    {
        if (_calls.Length < sums)
        {
            _calls = new long[sums];
            _meters = new long[sums * MeterSums.Count];
            _reported = new Money?[sums];
            return;
        }
        Array.Clear(_calls, 0, sums);
        Array.Clear(_meters, 0, sums * MeterSums.Count);
        Array.Clear(_reported, 0, sums);
    }

    public void Add(ReadOnlySpan<Quantity> quantities, Money? reportedCost, int sum)
    {
        _calls[sum]++;
        var meters = _meters.AsSpan(sum * MeterSums.Count, MeterSums.Count);
        foreach (var quantity in quantities) meters[(int)quantity.Meter] += quantity.Amount;
        if (reportedCost is { } cost) _reported[sum] = (_reported[sum] ?? Money.Zero) + cost;
    }

    public long Calls(int sum) => _calls[sum];

    public ReadOnlySpan<long> ByMeter(int sum) => _meters.AsSpan(sum * MeterSums.Count, MeterSums.Count);

    public Money? Reported(int sum) => _reported[sum];
}
