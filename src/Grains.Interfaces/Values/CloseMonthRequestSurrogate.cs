using Accounting.Core.Ledger.Closing;
using Accounting.Core.Usage;

namespace Accounting.Grains.Interfaces.Values;

[GenerateSerializer, Immutable, Alias(Aliases.CloseMonthRequestSurrogate)]
internal struct CloseMonthRequestSurrogate
{
    [Id(0)] public string Month;
    [Id(1)] public string? Tenant;
    [Id(2)] public string ClosedBy;
    [Id(3)] public string Reason;
    [Id(4)] public bool WithEarlier;
}

[RegisterConverter]
internal sealed class CloseMonthRequestConverter : IConverter<CloseMonthRequest, CloseMonthRequestSurrogate>
{
    public CloseMonthRequest ConvertFromSurrogate(in CloseMonthRequestSurrogate surrogate)
    {
        WrongMessage.Unless(Month.TryParse(surrogate.Month ?? "", out var month), $"'{surrogate.Month}' is no month");
        return new(month, surrogate.Tenant, surrogate.ClosedBy ?? "", surrogate.Reason ?? "", surrogate.WithEarlier);
    }

    public CloseMonthRequestSurrogate ConvertToSurrogate(in CloseMonthRequest value) => new()
    {
        Month = value.Month.ToString(),
        Tenant = value.Tenant,
        ClosedBy = value.ClosedBy,
        Reason = value.Reason,
        WithEarlier = value.WithEarlier,
    };
}
