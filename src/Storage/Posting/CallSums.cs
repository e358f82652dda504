using Accounting.Core.Amounts;
using Accounting.Core.Ledger;

namespace Accounting.Storage.Posting;

/// <summary>The accepted calls of one chunk, summed by key. Reused from chunk to chunk.</summary>
internal sealed class CallSums
{
    private long[] _meters = [];
    private long[] _calls = [];
    private Money?[] _reported = [];

    public void Reset(int keys)
    {
        if (_calls.Length < keys)
        {
            _calls = new long[keys];
            _meters = new long[keys * Meters.Count];
            _reported = new Money?[keys];
            return;
        }
        Array.Clear(_calls, 0, keys);
        Array.Clear(_meters, 0, keys * Meters.Count);
        Array.Clear(_reported, 0, keys);
    }

    public void Add(ChunkPosting posting, in ChunkCall call)
    {
        _calls[call.Key]++;
        var meters = _meters.AsSpan(call.Key * Meters.Count, Meters.Count);
        foreach (var quantity in posting.QuantitiesOf(call)) meters[(int)quantity.Meter] += quantity.Amount;
        if (call.ReportedCost is { } cost) _reported[call.Key] = (_reported[call.Key] ?? Money.Zero) + cost;
    }

    public long Calls(int key) => _calls[key];

    public ReadOnlySpan<long> ByMeter(int key) => _meters.AsSpan(key * Meters.Count, Meters.Count);

    public Money? Reported(int key) => _reported[key];
}
