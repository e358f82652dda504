using System.Globalization;

namespace Accounting.BatchClient.CommandLine;

/// <summary>Points in time, as they are typed and as they are answered.</summary>
internal static class Instants
{
    private static readonly string[] Dates = ["yyyyMMdd", "yyyy-MM-dd"];

    private static readonly string[] Times =
    [
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK",
    ];

    /// <summary>A date (its first instant), or an instant; without a zone it is UTC.</summary>
    /// <exception cref="UserException">Neither.</exception>
    public static DateTimeOffset Parse(string option, string text)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if ((DateTimeOffset.TryParseExact(text, Dates, CultureInfo.InvariantCulture, Utc, out var time)
             || DateTimeOffset.TryParseExact(text.ToUpperInvariant(), Times, CultureInfo.InvariantCulture, Utc, out time))
            && time.Year is >= 1970 and < 9000)
        {
            return time;
        }
        throw UserException.WrongUsage(
            $"{option} '{text}' is not a time. Expected a date (2026-10-01 or 20261001, its first instant UTC) or RFC 3339 (2026-10-01T08:30:00Z), from 1970 on.");
    }

    /// <summary>The instant as RFC 3339 in UTC; null for null.</summary>
    public static string? Rfc3339(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
