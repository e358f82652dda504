using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Values;

[GenerateSerializer, Immutable, Alias(Aliases.PlannedInputSurrogate)]
internal struct PlannedInputSurrogate
{
    [Id(0)] public string Uri;
    [Id(1)] public long Bytes;
    [Id(2)] public string Fingerprint;
}

[RegisterConverter]
internal sealed class PlannedInputConverter : IConverter<PlannedInput, PlannedInputSurrogate>
{
    public PlannedInput ConvertFromSurrogate(in PlannedInputSurrogate surrogate)
    {
        WrongMessage.Unless(surrogate.Uri is { Length: > 0 }, "an input has no address");
        return new(surrogate.Uri, surrogate.Bytes, surrogate.Fingerprint ?? "");
    }

    public PlannedInputSurrogate ConvertToSurrogate(in PlannedInput value) => new() { Uri = value.Uri, Bytes = value.Bytes, Fingerprint = value.Fingerprint };
}
