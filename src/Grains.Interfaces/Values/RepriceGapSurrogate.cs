using Accounting.Core.Ledger.Repricing;

namespace Accounting.Grains.Interfaces.Values;

[GenerateSerializer, Immutable, Alias(Aliases.RepriceGapSurrogate)]
internal struct RepriceGapSurrogate
{
    [Id(0)] public string Model;
    [Id(1)] public long Calls;
    [Id(2)] public long Tokens;
}

[RegisterConverter]
internal sealed class RepriceGapConverter : IConverter<RepriceGap, RepriceGapSurrogate>
{
    public RepriceGap ConvertFromSurrogate(in RepriceGapSurrogate surrogate) => new(surrogate.Model ?? "", surrogate.Calls, surrogate.Tokens);

    public RepriceGapSurrogate ConvertToSurrogate(in RepriceGap value) => new() { Model = value.Model, Calls = value.Calls, Tokens = value.Tokens };
}
