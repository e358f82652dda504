using System.Globalization;
using System.Numerics;

namespace Accounting.Core.Amounts;

/// <summary>
/// A decimal number of any size, exactly as written: <see cref="Mantissa"/> × 10^<see cref="Exponent"/>. Prices and factors are read into it, so that
/// <c>1.8150000000000004e-06</c> or a factor of <c>1.1</c> loses nothing before the one rounding that pricing makes.
/// </summary>
public readonly record struct ExactDecimal(BigInteger Mantissa, int Exponent)
{
    private const int CharsMax = 64;
    private const int ExponentMax = 64;

    public static readonly ExactDecimal One = new(BigInteger.One, 0);

    public static ExactDecimal operator *(ExactDecimal left, ExactDecimal right) =>
        new(left.Mantissa * right.Mantissa, left.Exponent + right.Exponent);

    /// <summary>Reads an optional sign, digits with an optional point, an optional exponent. At most 64 characters, exponent within ±64.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ExactDecimal number)
    {
        number = default;
        text = text.Trim();
        if (text.IsEmpty || text.Length > CharsMax) return false;
        var exponent = 0;
        var e = text.IndexOfAny('e', 'E');
        if (e >= 0)
        {
            if (!int.TryParse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs(exponent) > ExponentMax) return false;
            text = text[..e];
        }
        var point = text.IndexOf('.');
        Span<char> digits = stackalloc char[CharsMax];
        var length = text.Length;
        text.CopyTo(digits);
        if (point >= 0)
        {
            text[(point + 1)..].CopyTo(digits[point..]);
            length--;
            exponent -= text.Length - point - 1;
        }
        if (!BigInteger.TryParse(digits[..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var mantissa)) return false;
        number = new(mantissa, exponent);
        return true;
    }

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
