using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Values;

[GenerateSerializer, Immutable, Alias(Aliases.RunRecordSurrogate)]
internal struct RunRecordSurrogate
{
    [Id(0)] public string Run;
    [Id(1)] public int State;
    [Id(2)] public DateTimeOffset StartedAt;
    [Id(3)] public DateTimeOffset? FinishedAt;
    [Id(4)] public string? VoidReason;
    [Id(5)] public RunPlan Plan;
    [Id(6)] public RunInputRecord[] Inputs;
}

[RegisterConverter]
internal sealed class RunRecordConverter : IConverter<RunRecord, RunRecordSurrogate>
{
    public RunRecord ConvertFromSurrogate(in RunRecordSurrogate surrogate)
    {
        WrongMessage.Unless(surrogate is { Run.Length: > 0, Plan: not null, Inputs: not null },
            "a run lacks its name, its plan or its inputs");
        WrongMessage.Unless(Enum.IsDefined((RunState)surrogate.State), $"{surrogate.State} is no state of a run");
        return new()
        {
            Run = surrogate.Run,
            State = (RunState)surrogate.State,
            StartedAt = surrogate.StartedAt,
            FinishedAt = surrogate.FinishedAt,
            VoidReason = surrogate.VoidReason,
            Plan = surrogate.Plan,
            Inputs = surrogate.Inputs,
        };
    }

    public RunRecordSurrogate ConvertToSurrogate(in RunRecord value) => new()
    {
        Run = value.Run,
        State = (int)value.State,
        StartedAt = value.StartedAt,
        FinishedAt = value.FinishedAt,
        VoidReason = value.VoidReason,
        Plan = value.Plan,
        Inputs = [.. value.Inputs],
    };
}
