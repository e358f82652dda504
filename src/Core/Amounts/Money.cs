using System.Globalization;
using System.Numerics;

namespace Accounting.Core.Amounts;

/// <summary>
/// An exact amount of US dollars: a whole number of 1e-24 USD in 128 bits (about ±170 trillion USD), checked (invariant 4).
/// Equality and order are those of the amounts. The default value is zero.
/// </summary>
public readonly record struct Money(Int128 Units) : IComparable<Money>
{
    /// <summary>Digits after the decimal point.</summary>
    public const int Scale = 24;

    public static readonly Money Zero;

    /// <summary>A price per unit times a quantity. Exact.</summary>
    /// <exception cref="OverflowException">The product does not fit.</exception>
    public static Money operator *(Money unitPrice, long quantity) => new(checked(unitPrice.Units * quantity));

    /// <exception cref="OverflowException">The sum does not fit.</exception>
    public static Money operator +(Money left, Money right) => new(checked(left.Units + right.Units));

    /// <exception cref="OverflowException">The difference does not fit.</exception>
    public static Money operator -(Money left, Money right) => new(checked(left.Units - right.Units));

    public static Money operator -(Money value) => new(checked(-value.Units));

    public static bool operator <(Money left, Money right) => left.Units < right.Units;
    public static bool operator <=(Money left, Money right) => left.Units <= right.Units;
    public static bool operator >(Money left, Money right) => left.Units > right.Units;
    public static bool operator >=(Money left, Money right) => left.Units >= right.Units;

    public int CompareTo(Money other) => Units.CompareTo(other.Units);

    /// <summary>
    /// Reads a decimal number of dollars, with an optional exponent: <c>12.5</c>, <c>-0.001</c>, <c>2.5e-06</c>. What lies beyond 1e-24 is
    /// rounded half-even.
    /// False for anything else, and for amounts that do not fit.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Money money)
    {
        money = default;
        if (!ExactDecimal.TryParse(text, out var number)) return false;
        var units = number.ToUnits(Scale);
        if (units < (BigInteger)Int128.MinValue || units > (BigInteger)Int128.MaxValue) return false;
        money = new((Int128)units);
        return true;
    }

    /// <exception cref="FormatException">Not a decimal number of dollars.</exception>
    public static Money Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var money) ? money : throw new FormatException($"'{text}' is not a decimal amount of US dollars between ±1.7e14.");

    /// <summary>All digits that matter and no more, without an exponent: <c>0</c>, <c>12.5</c>, <c>-0.0000021875</c>.</summary>
    public override string ToString()
    {
        var digits = UInt128Abs(Units).ToString(CultureInfo.InvariantCulture).PadLeft(Scale + 1, '0');
        var fraction = digits[^Scale..].TrimEnd('0');
        var text = fraction.Length == 0 ? digits[..^Scale] : $"{digits[..^Scale]}.{fraction}";
        return Units < 0 ? "-" + text : text;
    }

    private static UInt128 UInt128Abs(Int128 value) => value >= 0 ? (UInt128)value : unchecked((UInt128)(-value));
}
