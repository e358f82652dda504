using System.Globalization;
using System.Numerics;

namespace Accounting.Core.Amounts;

/// <summary>
/// A decimal number of any size, exactly as written: <see cref="Mantissa"/> × 10^<see cref="Exponent"/>. Prices and factors are read into
/// it, so that
/// <c>1.8150000000000004e-06</c> or a factor of <c>1.1</c> loses nothing before the one rounding that pricing makes.
/// </summary>
public readonly record struct ExactDecimal(BigInteger Mantissa, int Exponent) : IComparable<ExactDecimal>
{
    private const int CharsMax = 64;
    private const int ExponentMax = 64;
    private const int ShortMax = 18;

    public static readonly ExactDecimal Zero;
    public static readonly ExactDecimal Half = new(5, -1);
    public static readonly ExactDecimal One = new(BigInteger.One, 0);

    public bool IsZero => Mantissa.IsZero;
    public bool IsNegative => Mantissa.Sign < 0;

    public static ExactDecimal operator *(ExactDecimal left, ExactDecimal right) =>
        new(left.Mantissa * right.Mantissa, left.Exponent + right.Exponent);

    public static ExactDecimal operator +(ExactDecimal left, ExactDecimal right)
    {
        var exponent = Math.Min(left.Exponent, right.Exponent);
        return new(left.Shifted(exponent) + right.Shifted(exponent), exponent);
    }

    public static ExactDecimal operator -(ExactDecimal left, ExactDecimal right) =>
        left + new ExactDecimal(-right.Mantissa, right.Exponent);

    public static bool operator <(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) < 0;
    public static bool operator <=(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) <= 0;
    public static bool operator >(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) > 0;
    public static bool operator >=(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) >= 0;

    public int CompareTo(ExactDecimal other) => (this - other).Mantissa.Sign;

    /// <summary>
    /// Reads an optional sign, digits with an optional point, an optional exponent. At most 64 characters, exponent within ±64. Equal
    /// numbers come out equal, however
    /// they are written.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ExactDecimal number)
    {
        number = default;
        text = text.Trim();
        if (text.IsEmpty || text.Length > CharsMax) return false;
        var exponent = 0;
        var e = text.IndexOfAny('e', 'E');
        if (e >= 0)
        {
            if (!int.TryParse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
                || Math.Abs(exponent) > ExponentMax) return false;
            text = text[..e];
        }
        var point = text.IndexOf('.');
        Span<char> digits = stackalloc char[CharsMax];
        var length = text.Length;
        text.CopyTo(digits);
        if (point >= 0)
        {
            if (point + 1 < text.Length && !char.IsAsciiDigit(text[point + 1])) return false;
            text[(point + 1)..].CopyTo(digits[point..]);
            length--;
            exponent -= text.Length - point - 1;
        }
        if (length <= ShortMax
            && long.TryParse(digits[..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small))
        {
            number = Short(small, exponent);
            return true;
        }
        if (!BigInteger.TryParse(digits[..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var mantissa))
            return false;
        number = new ExactDecimal(mantissa, exponent).Normalize();
        return true;
    }

    /// <exception cref="FormatException">Not a decimal number.</exception>
    public static ExactDecimal Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var number)
            ? number
            : throw new FormatException($"'{text}' is not a decimal number of at most {CharsMax} characters.");

    /// <summary>The same number without zeros at the end of its mantissa.</summary>
    public ExactDecimal Normalize()
    {
        if (Mantissa.IsZero) return default;
        if (long.MinValue < Mantissa && Mantissa < long.MaxValue) return Short((long)Mantissa, Exponent);
        var (mantissa, exponent) = (Mantissa, Exponent);
        while (true)
        {
            var quotient = BigInteger.DivRem(mantissa, 10, out var remainder);
            if (!remainder.IsZero) return new(mantissa, exponent);
            (mantissa, exponent) = (quotient, exponent + 1);
        }
    }

    /// <summary>All digits that matter and no more, without an exponent: <c>0</c>, <c>12.5</c>, <c>0.0000018150000000000004</c>.</summary>
    public override string ToString()
    {
        var number = Normalize();
        if (number.Exponent >= 0) return number.Shifted(0).ToString(CultureInfo.InvariantCulture);
        var digits = BigInteger.Abs(number.Mantissa).ToString(CultureInfo.InvariantCulture).PadLeft(1 - number.Exponent, '0');
        return $"{(number.IsNegative ? "-" : "")}{digits[..^-number.Exponent]}.{digits[^-number.Exponent..]}";
    }

    // Prices are short; long division is much faster than that of big integers.
    private static ExactDecimal Short(long mantissa, int exponent)
    {
        if (mantissa == 0) return default;
        while (mantissa % 10 == 0)
        {
            mantissa /= 10;
            exponent++;
        }
        return new(mantissa, exponent);
    }

    private BigInteger Shifted(int exponent) => Mantissa * BigInteger.Pow(10, Exponent - exponent);

    /// <summary>The number as a whole count of 10^-<paramref name="scale"/>, rounded half-even.</summary>
    public BigInteger ToUnits(int scale)
    {
        var shift = Exponent + scale;
        if (shift >= 0) return Mantissa * BigInteger.Pow(10, shift);
        var divisor = BigInteger.Pow(10, -shift);
        var quotient = BigInteger.DivRem(Mantissa, divisor, out var remainder);
        var twice = BigInteger.Abs(remainder) * 2;
        if (twice > divisor || (twice == divisor && !quotient.IsEven)) quotient += Mantissa.Sign;
        return quotient;
    }
}
