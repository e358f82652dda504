using System.Numerics;
using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Storage.Posting;

namespace Accounting.Storage.Queries;

/// <summary>
/// Sums entries by key number. Flat arrays, since a ledger may have millions of keys: 60 bytes a key and 8 a meter that it uses.
/// Key numbers count from 1 without large gaps.
/// </summary>
internal sealed class LineSums
{
    private readonly long[] _scratch = new long[MeterSums.Count];
    private Sum[] _sums = new Sum[1024];
    private long[] _meters = new long[4096];
    private int _metersUsed;

    public void Add(long key, long calls, long unpricedCalls, ReadOnlySpan<byte> quantities, Money? amount, Money? reported)
    {
        if (key >= _sums.Length) Array.Resize(ref _sums, (int)Math.Max(key + 1, _sums.Length * 2L));
        ref var sum = ref _sums[key];
        sum.Seen = true;
        sum.Calls += calls;
        sum.UnpricedCalls += unpricedCalls;
        if (amount is { } charged) sum.Amount += charged;
        if (reported is { } cost)
        {
            sum.HasReported = true;
            sum.Reported += cost;
        }
        for (var at = QuantityBlob.Begin(quantities); QuantityBlob.Next(quantities, ref at, out var meter, out var quantity);)
        {
            var place = PlaceOf(ref sum, 1UL << meter); // First: it may replace the array.
            _meters[place] += quantity;
        }
    }

    public bool Has(long key) => key < _sums.Length && _sums[key].Seen;

    /// <summary>The line of a key; null where everything sums to nothing (all its runs were voided).</summary>
    public LedgerLine? Line(long key, EntryKey entryKey)
    {
        ref readonly var sum = ref _sums[key];
        Array.Clear(_scratch);
        var at = sum.FirstMeter;
        for (var mask = sum.Mask; mask != 0; mask &= mask - 1) _scratch[BitOperations.TrailingZeroCount(mask)] = _meters[at++];
        var quantities = MeterSums.ToQuantities(_scratch);
        if (sum.Calls == 0 && quantities.Count == 0 && sum.Amount == Money.Zero && sum.UnpricedCalls == 0) return null;
        var isPriced = sum.UnpricedCalls == 0 || sum.UnpricedCalls < sum.Calls;
        return new(entryKey, sum.Calls, quantities, isPriced ? sum.Amount : null, sum.HasReported ? sum.Reported : null) { UnpricedCalls = sum.UnpricedCalls };
    }

    private int PlaceOf(ref Sum sum, ulong meter)
    {
        if ((sum.Mask & meter) == 0) Widen(ref sum, sum.Mask | meter);
        return sum.FirstMeter + BitOperations.PopCount(sum.Mask & (meter - 1));
    }

    // Moves the key's meters to the end with room for the new ones. It happens a few times a key at most.
    private void Widen(ref Sum sum, ulong mask)
    {
        var needed = BitOperations.PopCount(mask);
        if (_metersUsed + needed > _meters.Length) Array.Resize(ref _meters, Math.Max(_metersUsed + needed, _meters.Length * 2));
        var from = sum.FirstMeter;
        sum.FirstMeter = _metersUsed;
        for (var rest = mask; rest != 0; rest &= rest - 1)
            _meters[_metersUsed++] = (sum.Mask & rest & unchecked(0UL - rest)) != 0 ? _meters[from++] : 0;
        sum.Mask = mask;
    }

    private struct Sum
    {
        public Money Amount;
        public Money Reported;
        public long Calls;
        public long UnpricedCalls;
        public ulong Mask;
        public int FirstMeter;
        public bool Seen;
        public bool HasReported;
    }
}
