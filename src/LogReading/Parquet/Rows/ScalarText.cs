using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Unicode;
using Accounting.LogReading.Parquet.Metadata;

namespace Accounting.LogReading.Parquet.Rows;

/// <summary>
/// Writes a value as JSON, in the form that databases export it in: decimals with all their digits, times as ISO 8601 with a blank before
/// the time of day, bytes that are no text in base64, what JSON has no number for as null.
/// </summary>
internal static class ScalarText
{
    private const long TicksPerDay = TimeSpan.TicksPerDay;
    private const int JulianDayOf1970 = 2_440_588;

    /// <exception cref="ParquetException">It is a decimal of more digits than are read.</exception>
    public static void Write(RowText text, in LeafType type, ReadOnlySpan<byte> value)
    {
        switch (type.Form)
        {
            case ValueForm.Text or ValueForm.Json:
                text.Quoted(value);
                break;
            case ValueForm.Binary:
                if (Utf8.IsValid(value)) text.Quoted(value);
                else text.Base64(value);
                break;
            case ValueForm.Boolean:
                text.Raw(value[0] != 0 ? "true"u8 : "false"u8);
                break;
            case ValueForm.SignedInteger:
                text.Formatted(Signed(value), "");
                break;
            case ValueForm.UnsignedInteger:
                text.Formatted(value.Length == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(value) : BinaryPrimitives.ReadUInt64LittleEndian(value), "");
                break;
            case ValueForm.Half or ValueForm.Single or ValueForm.Double:
                WriteFloat(text, type.Form, value);
                break;
            case ValueForm.Decimal:
                WriteDecimal(text, type, value);
                break;
            case ValueForm.Uuid:
                text.Byte((byte)'"');
                text.Formatted(new Guid(value, bigEndian: true), "D");
                text.Byte((byte)'"');
                break;
            case ValueForm.Interval:
                WriteInterval(text, value);
                break;
            case ValueForm.Nothing:
                text.Raw("null"u8);
                break;
            default:
                WriteTime(text, type, value);
                break;
        }
    }

    private static long Signed(ReadOnlySpan<byte> value) => value.Length == 4 ? BinaryPrimitives.ReadInt32LittleEndian(value) : BinaryPrimitives.ReadInt64LittleEndian(value);

    private static void WriteFloat(RowText text, ValueForm form, ReadOnlySpan<byte> value)
    {
        if (form == ValueForm.Double) WriteFloat(text, BinaryPrimitives.ReadDoubleLittleEndian(value));
        else if (form == ValueForm.Single) WriteFloat(text, BinaryPrimitives.ReadSingleLittleEndian(value));
        else WriteFloat(text, BinaryPrimitives.ReadHalfLittleEndian(value));
    }

    private static void WriteFloat<T>(RowText text, T value) where T : IBinaryFloatingPointIeee754<T>
    {
        if (!T.IsFinite(value))
        {
            text.Raw("null"u8);
            return;
        }
        var start = text.Length;
        text.Formatted(value, "R");
        if (!text.IsTooLong && !text.Bytes.AsSpan(start, text.Length - start).ContainsAny((byte)'.', (byte)'E')) text.Raw(".0"u8);
    }

    private static void WriteDecimal(RowText text, in LeafType type, ReadOnlySpan<byte> value)
    {
        if (value.Length > ParquetLimits.DecimalBytesMax)
            throw ParquetException.Unsupported($"a decimal has {value.Length} bytes; at most {ParquetLimits.DecimalBytesMax} are read");
        var isBytes = type.Physical is PhysicalType.ByteArray or PhysicalType.FixedLengthByteArray;
        var number = isBytes ? new BigInteger(value, isBigEndian: true) : Signed(value);
        ReadOnlySpan<byte> digits = Encoding.ASCII.GetBytes(BigInteger.Abs(number).ToString(CultureInfo.InvariantCulture));
        var count = digits.Length;
        if (number.Sign < 0) text.Byte((byte)'-');
        if (count <= type.Scale) text.Byte((byte)'0');
        text.Raw(digits[..Math.Max(0, count - type.Scale)]);
        if (type.Scale == 0) return;
        text.Byte((byte)'.');
        for (var zeros = type.Scale - count; zeros > 0; zeros--) text.Byte((byte)'0');
        text.Raw(digits[Math.Max(0, count - type.Scale)..]);
    }

    private static void WriteInterval(RowText text, ReadOnlySpan<byte> value)
    {
        text.Raw("{\"months\":"u8);
        text.Formatted(BinaryPrimitives.ReadUInt32LittleEndian(value), "");
        text.Raw(",\"days\":"u8);
        text.Formatted(BinaryPrimitives.ReadUInt32LittleEndian(value[4..]), "");
        text.Raw(",\"milliseconds\":"u8);
        text.Formatted(BinaryPrimitives.ReadUInt32LittleEndian(value[8..]), "");
        text.Byte((byte)'}');
    }

    private static void WriteTime(RowText text, in LeafType type, ReadOnlySpan<byte> value)
    {
        switch (type.Form)
        {
            case ValueForm.Date:
                WriteInstant(text, Signed(value), 0, digits: -1, isUtc: false, value);
                break;
            case ValueForm.Int96Timestamp:
                var nanoseconds = BinaryPrimitives.ReadInt64LittleEndian(value);
                var day = (long)BinaryPrimitives.ReadInt32LittleEndian(value[8..]) - JulianDayOf1970;
                WriteInstant(text, day + Floor(nanoseconds, 86_400_000_000_000), Modulo(nanoseconds, 86_400_000_000_000), 9, isUtc: false, value);
                break;
            case ValueForm.TimeOfDay when type.Scale is 3 or 6 or 9:
                WriteTimeOfDay(text, type.Scale, Signed(value));
                break;
            case ValueForm.Timestamp when type.Scale is 3 or 6 or 9:
                var units = UnitsPerDay(type.Scale);
                WriteInstant(text, Floor(Signed(value), units), Modulo(Signed(value), units), type.Scale, type.IsUtc, value);
                break;
            default:
                text.Formatted(Signed(value), "");
                break;
        }
    }

    private static void WriteTimeOfDay(RowText text, int digits, long units)
    {
        if (units < 0 || units >= UnitsPerDay(digits))
        {
            text.Formatted(units, "");
            return;
        }
        text.Byte((byte)'"');
        WriteClock(text, units, digits);
        text.Byte((byte)'"');
    }

    private static void WriteInstant(RowText text, long day, long units, int digits, bool isUtc, ReadOnlySpan<byte> value)
    {
        if (day < -719_162 || day > 2_932_896)
        {
            // Before the year 1 or after 9999: as the number that is stored.
            if (value.Length == 12) text.Raw("null"u8);
            else text.Formatted(Signed(value), "");
            return;
        }
        text.Byte((byte)'"');
        text.Formatted(new DateTime(DateTime.UnixEpoch.Ticks + day * TicksPerDay, DateTimeKind.Utc), "yyyy'-'MM'-'dd");
        if (digits >= 0)
        {
            text.Byte((byte)' ');
            WriteClock(text, units, digits);
            if (isUtc) text.Raw("+00"u8);
        }
        text.Byte((byte)'"');
    }

    // A fraction is written in as many digits as it needs.
    private static void WriteClock(RowText text, long units, int digits)
    {
        var perSecond = UnitsPerDay(digits) / 86_400;
        text.Formatted(new DateTime(units / perSecond * TimeSpan.TicksPerSecond), "HH':'mm':'ss");
        var fraction = units % perSecond;
        if (fraction == 0) return;
        for (; fraction % 10 == 0; digits--) fraction /= 10;
        text.Byte((byte)'.');
        text.Formatted(fraction, $"D{digits}");
    }

    private static long UnitsPerDay(int digits) => digits switch { 3 => 86_400_000, 6 => 86_400_000_000, _ => 86_400_000_000_000 };

    private static long Floor(long value, long unit) => value / unit - (value % unit < 0 ? 1 : 0);

    private static long Modulo(long value, long unit) => value % unit is var rest && rest < 0 ? rest + unit : rest;
}
