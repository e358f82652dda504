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
    public int SumOf(ChunkPosting posting, in ChunkCall call, IPriceList prices, DateTimeOffset undatedAt)
    {
        if (!_isKnown[call.Key])
        {
            _rates[call.Key] = prices.Find(posting.Keys[call.Key], undatedAt);
            _isKnown[call.Key] = true;
        }
        return SumsOfAKey * call.Key + (IsPriced(_rates[call.Key], posting.QuantitiesOf(call)) ? 0 : 1);
    }

    /// <summary>The rates that a sum is charged with; null: it is not priced.</summary>
    public Rates? OfSum(int sum) => sum % SumsOfAKey == 0 ? _rates[sum / SumsOfAKey] : null;

    private static bool IsPriced(Rates? rates, ReadOnlySpan<Quantity> quantities)
    {
        if (rates is null) return false;
        foreach (var quantity in quantities)
            if (!rates.IsPriced(quantity)) return false;
        return true;
    }
}
