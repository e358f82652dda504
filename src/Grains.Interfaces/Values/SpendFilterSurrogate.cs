using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Values;

[GenerateSerializer, Immutable, Alias(Aliases.SpendFilterSurrogate)]
internal struct SpendFilterSurrogate
{
    [Id(0)] public string[] Tenants;
    [Id(1)] public string[] Models;
    [Id(2)] public DateTimeOffset? Since;
    [Id(3)] public DateTimeOffset? Until;
    [Id(4)] public bool WithUndated;
    [Id(5)] public DateTimeOffset? PostedBefore;
    [Id(6)] public string? Run;
}

[RegisterConverter]
internal sealed class SpendFilterConverter : IConverter<SpendFilter, SpendFilterSurrogate>
{
    public SpendFilter ConvertFromSurrogate(in SpendFilterSurrogate surrogate) => new()
    {
        Tenants = surrogate.Tenants ?? [],
        Models = surrogate.Models ?? [],
        Since = surrogate.Since,
        Until = surrogate.Until,
        WithUndated = surrogate.WithUndated,
        PostedBefore = surrogate.PostedBefore,
        Run = surrogate.Run,
    };

    public SpendFilterSurrogate ConvertToSurrogate(in SpendFilter value) => new()
    {
        Tenants = [.. value.Tenants],
        Models = [.. value.Models],
        Since = value.Since,
        Until = value.Until,
        WithUndated = value.WithUndated,
        PostedBefore = value.PostedBefore,
        Run = value.Run,
    };
}
