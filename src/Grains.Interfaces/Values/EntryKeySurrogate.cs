using Accounting.Core.Ledger;
using Accounting.Core.Usage;

namespace Accounting.Grains.Interfaces.Values;

[GenerateSerializer, Immutable, Alias(Aliases.EntryKeySurrogate)]
internal struct EntryKeySurrogate
{
    [Id(0)] public string Tenant;
    [Id(1)] public string Provider;
    [Id(2)] public string ResponseModel;
    [Id(3)] public string RequestedModel;
    [Id(4)] public string CallType;
    [Id(5)] public int Slot;
    [Id(6)] public byte InputBand;
    [Id(7)] public byte OutputBand;
    [Id(8)] public string ServiceTier;
    [Id(9)] public bool Batch;
    [Id(10)] public string Speed;
    [Id(11)] public string Region;
    [Id(12)] public string Residency;
    [Id(13)] public string ImageSize;
    [Id(14)] public string ImageQuality;
    [Id(15)] public byte Source;
}

[RegisterConverter]
internal sealed class EntryKeyConverter : IConverter<EntryKey, EntryKeySurrogate>
{
    private static readonly Slot s_firstSlot = Slot.At(DateTimeOffset.MinValue);
    private static readonly Slot s_lastSlot = Slot.At(DateTimeOffset.MaxValue);

    public EntryKey ConvertFromSurrogate(in EntryKeySurrogate surrogate)
    {
        var bands = 2 * Band.Edges.Length;
        WrongMessage.Unless(surrogate.InputBand <= bands && surrogate.OutputBand <= bands,
            $"bands {surrogate.InputBand} and {surrogate.OutputBand}, but the last one is {bands}");
        var slot = new Slot(surrogate.Slot);
        WrongMessage.Unless(slot.IsUndated || (slot >= s_firstSlot && slot <= s_lastSlot),
            $"slot {surrogate.Slot} lies outside of the years 1 to 9999");
        WrongMessage.Unless(Enum.IsDefined((UsageSource)surrogate.Source), $"{surrogate.Source} is no source of quantities");
        return new()
        {
            Tenant = surrogate.Tenant ?? "",
            Provider = surrogate.Provider ?? "",
            ResponseModel = surrogate.ResponseModel ?? "",
            RequestedModel = surrogate.RequestedModel ?? "",
            CallType = surrogate.CallType ?? "",
            Slot = slot,
            InputBand = new(surrogate.InputBand),
            OutputBand = new(surrogate.OutputBand),
            ServiceTier = surrogate.ServiceTier ?? "",
            Batch = surrogate.Batch,
            Speed = surrogate.Speed ?? "",
            Region = surrogate.Region ?? "",
            Residency = surrogate.Residency ?? "",
            ImageSize = surrogate.ImageSize ?? "",
            ImageQuality = surrogate.ImageQuality ?? "",
            Source = (UsageSource)surrogate.Source,
        };
    }

    public EntryKeySurrogate ConvertToSurrogate(in EntryKey value) => new()
    {
        Tenant = value.Tenant,
        Provider = value.Provider,
        ResponseModel = value.ResponseModel,
        RequestedModel = value.RequestedModel,
        CallType = value.CallType,
        Slot = value.Slot.Index,
        InputBand = value.InputBand.Index,
        OutputBand = value.OutputBand.Index,
        ServiceTier = value.ServiceTier,
        Batch = value.Batch,
        Speed = value.Speed,
        Region = value.Region,
        Residency = value.Residency,
        ImageSize = value.ImageSize,
        ImageQuality = value.ImageQuality,
        Source = (byte)value.Source,
    };
}
