using Accounting.Core.Amounts;
using Accounting.Core.Ledger.Repricing;

namespace Accounting.Grains.Interfaces.Values;

[GenerateSerializer, Immutable, Alias(Aliases.RepriceSourceSurrogate)]
internal struct RepriceSourceSurrogate
{
    [Id(0)] public string Version;
    [Id(1)] public long Entries;
    [Id(2)] public Money Difference;
}

[RegisterConverter]
internal sealed class RepriceSourceConverter : IConverter<RepriceSource, RepriceSourceSurrogate>
{
    public RepriceSource ConvertFromSurrogate(in RepriceSourceSurrogate surrogate) => new(surrogate.Version ?? "", surrogate.Entries, surrogate.Difference);

    public RepriceSourceSurrogate ConvertToSurrogate(in RepriceSource value) =>
        new() { Version = value.Version, Entries = value.Entries, Difference = value.Difference };
}
