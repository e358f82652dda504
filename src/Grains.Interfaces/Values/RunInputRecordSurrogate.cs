using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Values;

[GenerateSerializer, Immutable, Alias(Aliases.RunInputRecordSurrogate)]
internal struct RunInputRecordSurrogate
{
    [Id(0)] public int Ordinal;
    [Id(1)] public PlannedInput Input;
    [Id(2)] public bool Skipped;
    [Id(3)] public bool Done;
    [Id(4)] public InputPosition Next;
    [Id(5)] public string? Sha256;
    [Id(6)] public RecordCounts Counts;
}

[RegisterConverter]
internal sealed class RunInputRecordConverter : IConverter<RunInputRecord, RunInputRecordSurrogate>
{
    public RunInputRecord ConvertFromSurrogate(in RunInputRecordSurrogate surrogate)
    {
        WrongMessage.Unless(surrogate is { Input: not null }, "a run's input has no address");
        return new()
        {
            Ordinal = surrogate.Ordinal,
            Input = surrogate.Input,
            Skipped = surrogate.Skipped,
            Done = surrogate.Done,
            Next = surrogate.Next,
            Sha256 = surrogate.Sha256,
            Counts = surrogate.Counts,
        };
    }

    public RunInputRecordSurrogate ConvertToSurrogate(in RunInputRecord value) => new()
    {
        Ordinal = value.Ordinal,
        Input = value.Input,
        Skipped = value.Skipped,
        Done = value.Done,
        Next = value.Next,
        Sha256 = value.Sha256,
        Counts = value.Counts,
    };
}
