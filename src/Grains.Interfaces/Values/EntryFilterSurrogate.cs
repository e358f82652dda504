using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Values;

[GenerateSerializer, Immutable, Alias(Aliases.EntryFilterSurrogate)]
internal struct EntryFilterSurrogate
{
    [Id(0)] public SpendFilter Of;
    [Id(1)] public long After;
    [Id(2)] public long PostingsAfter;
    [Id(3)] public long? PostingsUpTo;
}

[RegisterConverter]
internal sealed class EntryFilterConverter : IConverter<EntryFilter, EntryFilterSurrogate>
{
    public EntryFilter ConvertFromSurrogate(in EntryFilterSurrogate surrogate) => new()
    {
        Of = surrogate.Of ?? new(),
        After = surrogate.After,
        PostingsAfter = surrogate.PostingsAfter,
        PostingsUpTo = surrogate.PostingsUpTo,
    };

    public EntryFilterSurrogate ConvertToSurrogate(in EntryFilter value) => new()
    {
        Of = value.Of,
        After = value.After,
        PostingsAfter = value.PostingsAfter,
        PostingsUpTo = value.PostingsUpTo,
    };
}
