using Accounting.Core.Pricing;

namespace Accounting.Grains.Interfaces.Values;

[GenerateSerializer, Immutable, Alias(Aliases.PriceProblemSurrogate)]
internal struct PriceProblemSurrogate
{
    [Id(0)] public byte Kind;
    [Id(1)] public string Model;
    [Id(2)] public string Field;
    [Id(3)] public string Message;
}

[RegisterConverter]
internal sealed class PriceProblemConverter : IConverter<PriceProblem, PriceProblemSurrogate>
{
    public PriceProblem ConvertFromSurrogate(in PriceProblemSurrogate surrogate)
    {
        WrongMessage.Unless(Enum.IsDefined((PriceProblemKind)surrogate.Kind), $"{surrogate.Kind} is no kind of a price problem");
        return new((PriceProblemKind)surrogate.Kind, surrogate.Model ?? "", surrogate.Field ?? "", surrogate.Message ?? "");
    }

    public PriceProblemSurrogate ConvertToSurrogate(in PriceProblem value) =>
        new() { Kind = (byte)value.Kind, Model = value.Model, Field = value.Field, Message = value.Message };
}
