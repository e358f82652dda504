using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.Storage.Posting;

/// <summary>
/// The rates of a chunk's keys, looked up once each. Calls of one key that have all their meters priced and those that have not are summed apart: so what is charged
/// does not depend on which calls stand in one chunk (invariant 12), and what has no price keeps nothing else from being charged (invariant 5).
/// </summary>
internal sealed class ChunkRates
{
    private Rates?[] _rates = [];
    private bool[] _isKnown = [];

    /// <summary>Sums to keep for a key: of priced calls, of unpriced calls.</summary>
    public const int SumsOfAKey = 2;

    public void Reset(int keys)
    {
        if (_rates.Length < keys) (_rates, _isKnown) = (new Rates?[keys], new bool[keys]);
        else Array.Clear(_isKnown, 0, keys);
    }

    /// <summary>The place of a call among the sums.</summary>
    public int SumOf(EntryKey entryKey, int key, ReadOnlySpan<Quantity> quantities, IPriceList prices, DateTimeOffset undatedAt)
    {
        if (!_isKnown[key])
        {
            _rates[key] = prices.Find(entryKey, undatedAt);
            _isKnown[key] = true;
        }
        return SumsOfAKey * key + (IsPriced(_rates[key], quantities) ? 0 : 1);
    }

    /// <summary>What a sum costs; null: it is not priced.</summary>
    public Money? Charge(int sum, ReadOnlySpan<long> byMeter)
    {
        if (sum % SumsOfAKey != 0 || _rates[sum / SumsOfAKey] is not { } rates) return null;
        Span<Quantity> quantities = stackalloc Quantity[MeterSums.Count];
        for (var meter = 0; meter < byMeter.Length; meter++) quantities[meter] = new((Meter)meter, byMeter[meter]);
        return rates.ChargeOrNull(quantities);
    }

    private static bool IsPriced(Rates? rates, ReadOnlySpan<Quantity> quantities)
    {
        if (rates is null) return false;
        foreach (var quantity in quantities)
            if (!rates.IsPriced(quantity)) return false;
        return true;
    }
}
