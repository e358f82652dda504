using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Values;

[GenerateSerializer, Immutable, Alias(Aliases.LedgerPostingSurrogate)]
internal struct LedgerPostingSurrogate
{
    [Id(0)] public long Id;
    [Id(1)] public string Run;
    [Id(2)] public DateTimeOffset UndatedAt;
    [Id(3)] public byte Kind;
    [Id(4)] public DateTimeOffset PostedAt;
    [Id(5)] public string PriceVersion;
    [Id(6)] public string? OldPriceVersion;
    [Id(7)] public string? Reason;
}

[RegisterConverter]
internal sealed class LedgerPostingConverter : IConverter<LedgerPosting, LedgerPostingSurrogate>
{
    public LedgerPosting ConvertFromSurrogate(in LedgerPostingSurrogate surrogate)
    {
        WrongMessage.Unless(Enum.IsDefined((EntryKind)surrogate.Kind), $"{surrogate.Kind} is no kind of posting");
        return new(
            surrogate.Id, surrogate.Run ?? "", surrogate.UndatedAt, (EntryKind)surrogate.Kind, surrogate.PostedAt, surrogate.PriceVersion ?? "",
            surrogate.OldPriceVersion, surrogate.Reason);
    }

    public LedgerPostingSurrogate ConvertToSurrogate(in LedgerPosting value) => new()
    {
        Id = value.Id,
        Run = value.Run,
        UndatedAt = value.UndatedAt,
        Kind = (byte)value.Kind,
        PostedAt = value.PostedAt,
        PriceVersion = value.PriceVersion,
        OldPriceVersion = value.OldPriceVersion,
        Reason = value.Reason,
    };
}
