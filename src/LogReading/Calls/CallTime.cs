using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Calls;

/// <summary>
/// Times as logs write them: unix seconds, milliseconds, microseconds and nanoseconds and .NET ticks, as numbers or in strings, with or
/// without a fraction; ISO 8601 with or
/// without a zone (none: UTC); RFC 1123. The unit is the one that puts the number between <see cref="CallLimits.TimeMin"/> and
/// <see cref="CallLimits.TimeMax"/>: their ranges do not meet.
/// </summary>
internal static class CallTime
{
    private const int TextBytesMax = 64;

    public static bool TryRead(JsonValue value, out DateTimeOffset time)
    {
        var text = value.IsNumber ? value.Raw : value.IsString ? value.Utf8.Trim(" "u8) : default;
        return TryRead(text, out time) && time >= CallLimits.TimeMin && time < CallLimits.TimeMax;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (text.IsEmpty || text.Length > TextBytesMax) return false;
        return TryNumber(text, out time) || IsoTime.TryParse(text, out time) || TryRfc1123(text, out time);
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        var form = text.IndexOfAny((byte)'e', (byte)'E') >= 0 ? 'E' : 'G';
        if (!Utf8Parser.TryParse(text, out decimal number, out var used, form) || used != text.Length) return false;
        var ticks = number switch
        {
            >= 1e17m and < 1e18m => number - DateTime.UnixEpoch.Ticks,
            >= 1e18m and < 1e19m => number / 100,
            >= 1e14m and < 1e17m => number * TimeSpan.TicksPerMicrosecond,
            >= 1e11m and < 1e14m => number * TimeSpan.TicksPerMillisecond,
            > 0 and < 1e11m => number * TimeSpan.TicksPerSecond,
            _ => -1,
        };
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks) return false;
        time = new(DateTime.UnixEpoch.Ticks + (long)ticks, TimeSpan.Zero);
        return true;
    }

    private static bool TryRfc1123(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        Span<char> chars = stackalloc char[TextBytesMax];
        var length = Encoding.Latin1.GetChars(text, chars);
        return DateTimeOffset.TryParseExact(chars[..length], "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }
}
