using System.Runtime.CompilerServices;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;

namespace Accounting.LogReading.Calls;

/// <summary>Finds the entry key of a call among the keys of the chunk. Names are compared as objects first: a known key costs no memory.
/// Not thread-safe.</summary>
internal sealed class KeyTable
{
    private readonly Dictionary<KeyFacts, int> _byFacts = [];
    private readonly Dictionary<EntryKey, int> _byKey = [];

    public void Clear()
    {
        _byFacts.Clear();
        _byKey.Clear();
    }

    /// <summary>The place of the key in <paramref name="keys"/>, where it is added if it is new.</summary>
    public int IndexOf(in KeyFacts facts, List<EntryKey> keys)
    {
        if (_byFacts.TryGetValue(facts, out var index)) return index;
        var key = facts.ToKey();
        if (!_byKey.TryGetValue(key, out index))
        {
            index = keys.Count;
            keys.Add(key);
            _byKey.Add(key, index);
        }
        _byFacts.Add(facts, index);
        return index;
    }
}

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
