namespace Accounting.Core.Ledger;

/// <summary>
/// The canonical order of entry keys (docs/LEDGER.md, The digest): field by field, texts by their UTF-8 bytes, slots and numbers by value.
/// </summary>
public sealed class EntryKeyOrder : IComparer<EntryKey>
{
    public static EntryKeyOrder Instance { get; } = new();

    public int Compare(EntryKey? x, EntryKey? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        if (Texts((x.Tenant, y.Tenant), (x.Provider, y.Provider), (x.ResponseModel, y.ResponseModel),
            (x.RequestedModel, y.RequestedModel), (x.CallType, y.CallType)) is var names and not 0) return names;
        if (x.Slot.CompareTo(y.Slot) is var slot and not 0) return slot;
        if (x.InputBand.CompareTo(y.InputBand) is var input and not 0) return input;
        if (x.OutputBand.CompareTo(y.OutputBand) is var output and not 0) return output;
        if (Text(x.ServiceTier, y.ServiceTier) is var tier and not 0) return tier;
        if (x.Batch.CompareTo(y.Batch) is var batch and not 0) return batch;
        if (Texts((x.Speed, y.Speed), (x.Region, y.Region), (x.Residency, y.Residency),
            (x.ImageSize, y.ImageSize), (x.ImageQuality, y.ImageQuality)) is var places and not 0) return places;
        return x.Source.CompareTo(y.Source);
    }

    private static int Texts(params ReadOnlySpan<(string Left, string Right)> pairs)
    {
        foreach (var (left, right) in pairs)
            if (Text(left, right) is var order and not 0) return order;
        return 0;
    }

    // As UTF-8 orders them: by code point. UTF-16 does so too but for surrogates, which stand below U+E000 to U+FFFF and mean what is
    // above.
    private static int Text(string left, string right)
    {
        var same = left.AsSpan().CommonPrefixLength(right);
        if (same == left.Length || same == right.Length) return left.Length.CompareTo(right.Length);
        var (a, b) = (left[same], right[same]);
        return char.IsSurrogate(a) == char.IsSurrogate(b) ? a.CompareTo(b) : char.IsSurrogate(a) ? 1 : -1;
    }
}
