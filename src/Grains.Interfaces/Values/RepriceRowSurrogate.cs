using Accounting.Core.Amounts;
using Accounting.Core.Ledger.Repricing;

namespace Accounting.Grains.Interfaces.Values;

[GenerateSerializer, Immutable, Alias(Aliases.RepriceRowSurrogate)]
internal struct RepriceRowSurrogate
{
    [Id(0)] public string Tenant;
    [Id(1)] public string Model;
    [Id(2)] public long Calls;
    [Id(3)] public Money? Old;
    [Id(4)] public Money? New;
    [Id(5)] public long OldUnpriced;
    [Id(6)] public long NewUnpriced;
}

[RegisterConverter]
internal sealed class RepriceRowConverter : IConverter<RepriceRow, RepriceRowSurrogate>
{
    public RepriceRow ConvertFromSurrogate(in RepriceRowSurrogate surrogate) => new(
        surrogate.Tenant ?? "", surrogate.Model ?? "", surrogate.Calls, surrogate.Old, surrogate.New, surrogate.OldUnpriced, surrogate.NewUnpriced);

    public RepriceRowSurrogate ConvertToSurrogate(in RepriceRow value) => new()
    {
        Tenant = value.Tenant,
        Model = value.Model,
        Calls = value.Calls,
        Old = value.Old,
        New = value.New,
        OldUnpriced = value.OldUnpriced,
        NewUnpriced = value.NewUnpriced,
    };
}
