using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Values;

[GenerateSerializer, Immutable, Alias(Aliases.QuarantinedRecordSurrogate)]
internal struct QuarantinedRecordSurrogate
{
    [Id(0)] public long Row;
    [Id(1)] public long Offset;
    [Id(2)] public string Reason;
    [Id(3)] public string Message;
    [Id(4)] public byte[] Raw;
    [Id(5)] public long RawLength;
}

[RegisterConverter]
internal sealed class QuarantinedRecordConverter : IConverter<QuarantinedRecord, QuarantinedRecordSurrogate>
{
    public QuarantinedRecord ConvertFromSurrogate(in QuarantinedRecordSurrogate surrogate)
    {
        var raw = surrogate.Raw ?? [];
        WrongMessage.Unless(raw.Length <= QuarantinedRecord.RawBytesMax,
            $"a quarantined record has {raw.Length} raw bytes, at most {QuarantinedRecord.RawBytesMax} are kept");
        return new(surrogate.Row, surrogate.Offset, surrogate.Reason ?? "", surrogate.Message ?? "", raw, surrogate.RawLength);
    }

    public QuarantinedRecordSurrogate ConvertToSurrogate(in QuarantinedRecord value) => new()
    {
        Row = value.Row,
        Offset = value.Offset,
        Reason = value.Reason,
        Message = value.Message,
        Raw = value.Raw,
        RawLength = value.RawLength,
    };
}
