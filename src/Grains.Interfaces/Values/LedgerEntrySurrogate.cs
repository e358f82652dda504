using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;

namespace Accounting.Grains.Interfaces.Values;

[GenerateSerializer, Immutable, Alias(Aliases.LedgerEntrySurrogate)]
internal struct LedgerEntrySurrogate
{
    [Id(0)] public long Id;
    [Id(1)] public LedgerPosting Posting;
    [Id(2)] public EntryKey Key;
    [Id(3)] public long Calls;
    [Id(4)] public long UnpricedCalls;
    [Id(5)] public byte[] Meters;
    [Id(6)] public long[] Quantities;
    [Id(7)] public Money? Amount;
    [Id(8)] public Money? ReportedCost;
}

[RegisterConverter]
internal sealed class LedgerEntryConverter : IConverter<LedgerEntry, LedgerEntrySurrogate>
{
    public LedgerEntry ConvertFromSurrogate(in LedgerEntrySurrogate surrogate)
    {
        WrongMessage.Unless(surrogate is { Posting: not null, Key: not null, Meters: not null, Quantities: not null },
            "a ledger entry has no posting, no key or no quantities");
        var quantities = new List<Quantity>();
        QuantityColumns.Join(surrogate.Meters, surrogate.Quantities, quantities);
        return new(
            surrogate.Id, surrogate.Posting, surrogate.Key, surrogate.Calls, surrogate.UnpricedCalls, quantities, surrogate.Amount, surrogate.ReportedCost);
    }

    public LedgerEntrySurrogate ConvertToSurrogate(in LedgerEntry value)
    {
        var (meters, quantities) = QuantityColumns.Split(value.Quantities);
        return new()
        {
            Id = value.Id,
            Posting = value.Posting,
            Key = value.Key,
            Calls = value.Calls,
            UnpricedCalls = value.UnpricedCalls,
            Meters = meters,
            Quantities = quantities,
            Amount = value.Amount,
            ReportedCost = value.ReportedCost,
        };
    }
}
