using Accounting.Core.Amounts;
using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Values;

[GenerateSerializer, Immutable, Alias(Aliases.ChunkReceiptSurrogate)]
internal struct ChunkReceiptSurrogate
{
    [Id(0)] public RecordCounts Counts;
    [Id(1)] public Money Amount;
    [Id(2)] public long Tokens;
}

[RegisterConverter]
internal sealed class ChunkReceiptConverter : IConverter<ChunkReceipt, ChunkReceiptSurrogate>
{
    public ChunkReceipt ConvertFromSurrogate(in ChunkReceiptSurrogate surrogate) => new(surrogate.Counts, surrogate.Amount, surrogate.Tokens);

    public ChunkReceiptSurrogate ConvertToSurrogate(in ChunkReceipt value) => new() { Counts = value.Counts, Amount = value.Amount, Tokens = value.Tokens };
}
