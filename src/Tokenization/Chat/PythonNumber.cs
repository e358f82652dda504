using System.Buffers;
using System.Globalization;

namespace Accounting.Tokenization.Chat;

/// <summary>
/// A JSON number as Python prints it after reading it: whole numbers of any size as they are, all others as the shortest text of the
/// nearest double.
/// </summary>
internal static class PythonNumber
{
    public static void Write(IBufferWriter<byte> writer, ReadOnlySpan<byte> number)
    {
        if (number.IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0) WriteFloat(writer, number);
        else writer.Write(number.SequenceEqual("-0"u8) ? "0"u8 : number);
    }

    private static void WriteFloat(IBufferWriter<byte> writer, ReadOnlySpan<byte> number)
    {
        var value = double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (double.IsNegative(value)) writer.Write("-"u8);
        if (double.IsInfinity(value))
        {
            writer.Write("inf"u8);
            return;
        }
        Span<byte> shortest = stackalloc byte[32];
        Math.Abs(value).TryFormat(shortest, out var length, "R", CultureInfo.InvariantCulture);
        Span<byte> digits = stackalloc byte[32];
        var (count, exponent) = Split(shortest[..length], digits);
        if (exponent is < -4 or >= 16) WriteScientific(writer, digits[..count], exponent);
        else WritePlain(writer, digits[..count], exponent);
    }

    /// <summary>As in <c>1.5e+16</c> and <c>1e-05</c>.</summary>
    private static void WriteScientific(IBufferWriter<byte> writer, ReadOnlySpan<byte> digits, int exponent)
    {
        writer.Write(digits[..1]);
        if (digits.Length > 1) writer.Write("."u8);
        writer.Write(digits[1..]);
        writer.Write(exponent < 0 ? "e-"u8 : "e+"u8);
        Math.Abs(exponent).TryFormat(writer.GetSpan(4), out var written, "D2", CultureInfo.InvariantCulture);
        writer.Advance(written);
    }

    /// <summary>As in <c>100000.0</c> and <c>0.00015</c>.</summary>
    private static void WritePlain(IBufferWriter<byte> writer, ReadOnlySpan<byte> digits, int exponent)
    {
        var whole = Math.Clamp(exponent + 1, 0, digits.Length);
        writer.Write(exponent < 0 ? "0"u8 : digits[..whole]);
        for (var place = whole; place <= exponent; place++) writer.Write("0"u8);
        writer.Write("."u8);
        for (var place = exponent + 1; place < 0; place++) writer.Write("0"u8);
        writer.Write(whole == digits.Length ? "0"u8 : digits[whole..]);
    }

    /// <summary>The significant digits without zeros at either end, and the power of ten of the first.</summary>
    private static (int Count, int Exponent) Split(ReadOnlySpan<byte> text, Span<byte> digits)
    {
        var exponent = 0;
        if (text.IndexOf((byte)'E') is var mark and >= 0)
        {
            exponent = int.Parse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..mark];
        }
        var point = text.IndexOf((byte)'.');
        exponent += (point < 0 ? text.Length : point) - 1;
        var count = 0;
        foreach (var character in text)
        {
            if (character == '.') continue;
            if (count == 0 && character == '0') exponent--;
            else digits[count++] = character;
        }
        while (count > 0 && digits[count - 1] == '0') count--;
        if (count > 0) return (count, exponent);
        digits[0] = (byte)'0';
        return (1, 0);
    }
}
