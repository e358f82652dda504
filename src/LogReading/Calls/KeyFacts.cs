using System.Runtime.CompilerServices;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;

namespace Accounting.LogReading.Calls;

/// <summary>An entry key by the objects of its names: equal ones are equal keys, though two different ones may be equal keys too.</summary>
internal readonly record struct KeyFacts(
    Name Tenant, Name Provider, Name ResponseModel, Name RequestedModel, Name CallType, Slot Slot, Band InputBand, Band OutputBand, Name ServiceTier, bool Batch,
    Name Speed, Name Region, Name Residency, Name ImageSize, Name ImageQuality, UsageSource Source)
{
    public override int GetHashCode() => unchecked(
        RuntimeHelpers.GetHashCode(Tenant) * 31 + RuntimeHelpers.GetHashCode(ResponseModel) * 17 + RuntimeHelpers.GetHashCode(RequestedModel)
        + Slot.Index * 7919 + InputBand.Index * 131 + OutputBand.Index);

    public EntryKey ToKey() => new()
    {
        Tenant = Tenant.Text,
        Provider = Provider.Text,
        ResponseModel = ResponseModel.Text,
        RequestedModel = RequestedModel.Text,
        CallType = CallType.Text,
        Slot = Slot,
        InputBand = InputBand,
        OutputBand = OutputBand,
        ServiceTier = ServiceTier.Text,
        Batch = Batch,
        Speed = Speed.Text,
        Region = Region.Text,
        Residency = Residency.Text,
        ImageSize = ImageSize.Text,
        ImageQuality = ImageQuality.Text,
        Source = Source,
    };
}
