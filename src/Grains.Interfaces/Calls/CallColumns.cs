using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.Grains.Interfaces.Values;

namespace Accounting.Grains.Interfaces.Calls;

/// <summary>
/// Calls as columns: numbers side by side are many times cheaper to write and read than an object a call. Costs that a log reported are
/// rare, so they are kept apart.
/// </summary>
[GenerateSerializer, Immutable, Alias(Aliases.CallColumns)]
public sealed class CallColumns
{
    /// <summary>The upper halves of the ids.</summary>
    [Id(0)] public ulong[] IdHigh { get; init; } = [];
    [Id(1)] public ulong[] IdLow { get; init; } = [];
    [Id(2)] public ulong[] Facts { get; init; } = [];
    /// <summary>Each call's place in the message's entry keys.</summary>
    [Id(3)] public int[] Key { get; init; } = [];
    /// <summary>How many of the quantities belong to each call.</summary>
    [Id(4)] public byte[] QuantityCount { get; init; } = [];
    /// <summary>The meters of the quantities of all calls, one after the other.</summary>
    [Id(5)] public byte[] Meters { get; init; } = [];
    [Id(6)] public long[] Amounts { get; init; } = [];
    /// <summary>The calls whose log reported a cost, ascending.</summary>
    [Id(7)] public int[] ReportedCalls { get; init; } = [];
    [Id(8)] public long[] ReportedHigh { get; init; } = [];
    [Id(9)] public ulong[] ReportedLow { get; init; } = [];

    internal int Count => IdHigh.Length;

    /// <summary>Checks the columns against each other and reads the quantities.</summary>
    /// <returns>Where the quantities of each call begin in <paramref name="quantities"/>.</returns>
    internal int[] ReadQuantities(int keys, List<Quantity> quantities)
    {
        WrongMessage.Unless(Count <= MessageLimits.CallsMax, $"{Count} calls, at most {MessageLimits.CallsMax} are expected");
        WrongMessage.Unless(
            IdLow.Length == Count && Facts.Length == Count && Key.Length == Count && QuantityCount.Length == Count,
            $"the columns of {Count} calls differ in length");
        var first = new int[Count];
        var next = quantities.Count;
        for (var call = 0; call < first.Length; call++)
        {
            WrongMessage.Unless(Key[call] >= 0 && Key[call] < keys, $"a call has entry key {Key[call]} of {keys}");
            first[call] = next;
            next += QuantityCount[call];
        }
        QuantityColumns.Join(Meters, Amounts, quantities);
        foreach (var amount in Amounts) WrongMessage.Unless(amount is >= 0 and <= QuantityList.AmountMax, $"{amount} is no quantity of a call");
        WrongMessage.Unless(next == quantities.Count, $"{Meters.Length} quantities do not add up to those of the calls");
        return first;
    }

    /// <summary>The cost that the log reported, for each call.</summary>
    internal Money?[] ReadReportedCosts()
    {
        WrongMessage.Unless(
            ReportedHigh.Length == ReportedCalls.Length && ReportedLow.Length == ReportedCalls.Length, "the columns of reported costs differ in length");
        var costs = new Money?[Count];
        for (int index = 0, last = -1; index < ReportedCalls.Length; last = ReportedCalls[index++])
        {
            WrongMessage.Unless(ReportedCalls[index] > last && ReportedCalls[index] < Count,
                $"a reported cost belongs to call {ReportedCalls[index]} of {Count}");
            costs[ReportedCalls[index]] = MoneyHalves.Join(ReportedHigh[index], ReportedLow[index]);
        }
        return costs;
    }

    internal CallId IdOf(int call) => new(IdHigh[call], IdLow[call]);
}
