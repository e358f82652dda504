namespace Accounting.LogReading.Calls;

/// <summary>
/// ISO 8601 over bytes: <c>2026-03-01</c>, <c>2026-03-01T12:00</c>, <c>2026-03-01 12:00:00.123456789+02:00</c>, ending in <c>Z</c>, in <c>
/// UTC</c>, in an offset or, meaning UTC, in nothing.
/// Digits beyond 100 nanoseconds are cut off.
/// </summary>
internal static class IsoTime
{
    private const int OffsetMinutesMax = 14 * 60;

    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (!TryDigits(ref text, 4, out var year) || !TrySkip(ref text, '-') || !TryDigits(ref text, 2, out var month)
            || !TrySkip(ref text, '-') || !TryDigits(ref text, 2, out var day)) return false;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        var ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks;
        if (!text.IsEmpty)
        {
            if (!(TrySkip(ref text, 'T') || TrySkip(ref text, 't') || TrySkip(ref text, ' ')) || !TryTimeOfDay(ref text, out var inDay)) return false;
            if (!TryOffset(text, out var offset)) return false;
            ticks += inDay - offset;
        }
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks) return false;
        time = new(ticks, TimeSpan.Zero);
        return true;
    }

    private static bool TryTimeOfDay(ref ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        var second = 0;
        if (!TryDigits(ref text, 2, out var hour) || !TrySkip(ref text, ':') || !TryDigits(ref text, 2, out var minute)) return false;
        if (TrySkip(ref text, ':') && !TryDigits(ref text, 2, out second)) return false;
        if (hour > 23 || minute > 59 || second > 59) return false;
        ticks = ((hour * 60L + minute) * 60 + second) * TimeSpan.TicksPerSecond;
        if (!TrySkip(ref text, '.') && !TrySkip(ref text, ',')) return true;
        var digits = 0;
        for (var unit = TimeSpan.TicksPerSecond / 10; digits < text.Length && char.IsAsciiDigit((char)text[digits]); unit /= 10) ticks += (text[digits++] - '0') * unit;
        text = text[digits..];
        return digits > 0;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        text = text.Trim(" "u8);
        if (text.IsEmpty || text.SequenceEqual("Z"u8) || text.SequenceEqual("z"u8) || text.SequenceEqual("UTC"u8) || text.SequenceEqual("GMT"u8)) return true;
        var west = TrySkip(ref text, '-');
        if (!west && !TrySkip(ref text, '+')) return false;
        var minutes = 0;
        if (!TryDigits(ref text, 2, out var hours)) return false;
        if (!text.IsEmpty && (TrySkip(ref text, ':') ? !TryDigits(ref text, 2, out minutes) : !TryDigits(ref text, 2, out minutes))) return false;
        if (!text.IsEmpty || minutes > 59 || hours * 60 + minutes > OffsetMinutesMax) return false;
        ticks = (west ? -1 : 1) * (hours * 60 + minutes) * TimeSpan.TicksPerMinute;
        return true;
    }

    private static bool TryDigits(ref ReadOnlySpan<byte> text, int count, out int value)
    {
        value = 0;
        if (text.Length < count) return false;
        foreach (var digit in text[..count])
        {
            if (!char.IsAsciiDigit((char)digit)) return false;
            value = 10 * value + (digit - '0');
        }
        text = text[count..];
        return true;
    }

    private static bool TrySkip(ref ReadOnlySpan<byte> text, char wanted)
    {
        if (text.IsEmpty || text[0] != wanted) return false;
        text = text[1..];
        return true;
    }
}
