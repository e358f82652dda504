using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;

namespace Accounting.Grains.Interfaces.Values;

[GenerateSerializer, Immutable, Alias(Aliases.LedgerLineSurrogate)]
internal struct LedgerLineSurrogate
{
    [Id(0)] public EntryKey Key;
    [Id(1)] public long Calls;
    [Id(2)] public byte[] Meters;
    [Id(3)] public long[] Amounts;
    [Id(4)] public Money? Amount;
    [Id(5)] public Money? ReportedCost;
    [Id(6)] public long UnpricedCalls;
}

[RegisterConverter]
internal sealed class LedgerLineConverter : IConverter<LedgerLine, LedgerLineSurrogate>
{
    public LedgerLine ConvertFromSurrogate(in LedgerLineSurrogate surrogate)
    {
        WrongMessage.Unless(surrogate is { Key: not null, Meters: not null, Amounts: not null },
            "a ledger line has no key or no quantities");
        var quantities = new List<Quantity>();
        QuantityColumns.Join(surrogate.Meters, surrogate.Amounts, quantities);
        return new(surrogate.Key, surrogate.Calls, quantities, surrogate.Amount, surrogate.ReportedCost) { UnpricedCalls = surrogate.UnpricedCalls };
    }

    public LedgerLineSurrogate ConvertToSurrogate(in LedgerLine value)
    {
        var (meters, amounts) = QuantityColumns.Split(value.Quantities);
        return new()
        {
            Key = value.Key,
            Calls = value.Calls,
            Meters = meters,
            Amounts = amounts,
            Amount = value.Amount,
            ReportedCost = value.ReportedCost,
            UnpricedCalls = value.UnpricedCalls,
        };
    }
}
