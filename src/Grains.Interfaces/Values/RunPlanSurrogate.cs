using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Values;

[GenerateSerializer, Immutable, Alias(Aliases.RunPlanSurrogate)]
internal struct RunPlanSurrogate
{
    [Id(0)] public string CommandKey;
    [Id(1)] public string MappingKey;
    [Id(2)] public string Command;
    [Id(3)] public PlannedInput[] Inputs;
    [Id(4)] public string PriceVersion;
    [Id(5)] public string PriceDigest;
    [Id(6)] public DateTimeOffset UndatedAt;
}

[RegisterConverter]
internal sealed class RunPlanConverter : IConverter<RunPlan, RunPlanSurrogate>
{
    public RunPlan ConvertFromSurrogate(in RunPlanSurrogate surrogate)
    {
        WrongMessage.Unless(surrogate is { CommandKey.Length: > 0, MappingKey: not null, Inputs: not null, PriceVersion: not null, PriceDigest: not null },
            "a run's plan lacks its command, its mapping, its inputs or its prices");
        return new()
        {
            CommandKey = surrogate.CommandKey,
            MappingKey = surrogate.MappingKey,
            Command = surrogate.Command ?? "",
            Inputs = surrogate.Inputs,
            PriceVersion = surrogate.PriceVersion,
            PriceDigest = surrogate.PriceDigest,
            UndatedAt = surrogate.UndatedAt,
        };
    }

    public RunPlanSurrogate ConvertToSurrogate(in RunPlan value) => new()
    {
        CommandKey = value.CommandKey,
        MappingKey = value.MappingKey,
        Command = value.Command,
        Inputs = [.. value.Inputs],
        PriceVersion = value.PriceVersion,
        PriceDigest = value.PriceDigest,
        UndatedAt = value.UndatedAt,
    };
}
