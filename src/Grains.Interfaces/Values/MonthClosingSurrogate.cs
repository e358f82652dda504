using Accounting.Core.Ledger.Closing;
using Accounting.Core.Usage;

namespace Accounting.Grains.Interfaces.Values;

[GenerateSerializer, Immutable, Alias(Aliases.MonthClosingSurrogate)]
internal struct MonthClosingSurrogate
{
    [Id(0)] public string Month;
    [Id(1)] public string? Tenant;
    [Id(2)] public DateTimeOffset ClosedAt;
    [Id(3)] public string ClosedBy;
    [Id(4)] public string Reason;
    [Id(5)] public long LastPosting;
}

[RegisterConverter]
internal sealed class MonthClosingConverter : IConverter<MonthClosing, MonthClosingSurrogate>
{
    public MonthClosing ConvertFromSurrogate(in MonthClosingSurrogate surrogate)
    {
        WrongMessage.Unless(Month.TryParse(surrogate.Month ?? "", out var month), $"'{surrogate.Month}' is no month");
        return new(month, surrogate.Tenant, surrogate.ClosedAt, surrogate.ClosedBy ?? "", surrogate.Reason ?? "", surrogate.LastPosting);
    }

    public MonthClosingSurrogate ConvertToSurrogate(in MonthClosing value) => new()
    {
        Month = value.Month.ToString(),
        Tenant = value.Tenant,
        ClosedAt = value.ClosedAt,
        ClosedBy = value.ClosedBy,
        Reason = value.Reason,
        LastPosting = value.LastPosting,
    };
}
