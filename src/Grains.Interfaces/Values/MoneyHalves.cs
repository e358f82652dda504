using Accounting.Core.Amounts;

namespace Accounting.Grains.Interfaces.Values;

/// <summary>An amount as two numbers of 64 bits.</summary>
internal static class MoneyHalves
{
    public static (long High, ulong Low) Split(Money money) => unchecked(((long)(money.Units >> 64), (ulong)money.Units));

    public static Money Join(long high, ulong low) => new(unchecked(((Int128)high << 64) | low));
}
