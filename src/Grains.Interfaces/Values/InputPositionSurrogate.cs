using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Values;

[GenerateSerializer, Immutable, Alias(Aliases.InputPositionSurrogate)]
internal struct InputPositionSurrogate
{
    [Id(0)] public long Offset;
    [Id(1)] public long Row;
}

[RegisterConverter]
internal sealed class InputPositionConverter : IConverter<InputPosition, InputPositionSurrogate>
{
    public InputPosition ConvertFromSurrogate(in InputPositionSurrogate surrogate) => new(surrogate.Offset, surrogate.Row);

    public InputPositionSurrogate ConvertToSurrogate(in InputPosition value) => new() { Offset = value.Offset, Row = value.Row };
}
