using Accounting.Core.Amounts;

namespace Accounting.Grains.Interfaces.Values;

/// <summary>An amount in units of 1e-24 USD: the upper and the lower half of its 128 bits.</summary>
[GenerateSerializer, Immutable, Alias(Aliases.MoneySurrogate)]
internal struct MoneySurrogate
{
    [Id(0)] public long High;
    [Id(1)] public ulong Low;
}

[RegisterConverter]
internal sealed class MoneyConverter : IConverter<Money, MoneySurrogate>
{
    public Money ConvertFromSurrogate(in MoneySurrogate surrogate) => MoneyHalves.Join(surrogate.High, surrogate.Low);

    public MoneySurrogate ConvertToSurrogate(in Money value)
    {
        var (high, low) = MoneyHalves.Split(value);
        return new() { High = high, Low = low };
    }
}
