using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.Grains.Interfaces.Values;

namespace Accounting.Grains.Interfaces.Calls;

/// <summary>Makes columns of calls, one call after the other.</summary>
internal sealed class CallColumnsBuilder(int calls)
{
    private readonly ulong[] _idHigh = new ulong[calls];
    private readonly ulong[] _idLow = new ulong[calls];
    private readonly ulong[] _facts = new ulong[calls];
    private readonly int[] _key = new int[calls];
    private readonly byte[] _quantityCount = new byte[calls];
    private readonly List<int> _reportedCalls = [];
    private readonly List<long> _reportedHigh = [];
    private readonly List<ulong> _reportedLow = [];
    private int _count;

    public void Add(CallId id, ulong facts, int key, int quantityCount, Money? reportedCost)
    {
        (_idHigh[_count], _idLow[_count], _facts[_count], _key[_count], _quantityCount[_count]) = (id.High, id.Low, facts, key, (byte)quantityCount);
        if (reportedCost is { } cost)
        {
            var (high, low) = MoneyHalves.Split(cost);
            _reportedCalls.Add(_count);
            _reportedHigh.Add(high);
            _reportedLow.Add(low);
        }
        _count++;
    }

    /// <param name="quantities">Of all calls, in their order.</param>
    public CallColumns Build(IReadOnlyList<Quantity> quantities)
    {
        var (meters, amounts) = QuantityColumns.Split(quantities);
        return new()
        {
            IdHigh = _idHigh,
            IdLow = _idLow,
            Facts = _facts,
            Key = _key,
            QuantityCount = _quantityCount,
            Meters = meters,
            Amounts = amounts,
            ReportedCalls = [.. _reportedCalls],
            ReportedHigh = [.. _reportedHigh],
            ReportedLow = [.. _reportedLow],
        };
    }
}
