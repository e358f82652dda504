using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Values;

[GenerateSerializer, Immutable, Alias(Aliases.RecordCountsSurrogate)]
internal struct RecordCountsSurrogate
{
    [Id(0)] public long Read;
    [Id(1)] public long Accepted;
    [Id(2)] public long NotBillable;
    [Id(3)] public long Duplicate;
    [Id(4)] public long Conflicting;
    [Id(5)] public long Rejected;
}

[RegisterConverter]
internal sealed class RecordCountsConverter : IConverter<RecordCounts, RecordCountsSurrogate>
{
    public RecordCounts ConvertFromSurrogate(in RecordCountsSurrogate surrogate) => new(
        surrogate.Read, surrogate.Accepted, surrogate.NotBillable, surrogate.Duplicate, surrogate.Conflicting, surrogate.Rejected);

    public RecordCountsSurrogate ConvertToSurrogate(in RecordCounts value) => new()
    {
        Read = value.Read,
        Accepted = value.Accepted,
        NotBillable = value.NotBillable,
        Duplicate = value.Duplicate,
        Conflicting = value.Conflicting,
        Rejected = value.Rejected,
    };
}
