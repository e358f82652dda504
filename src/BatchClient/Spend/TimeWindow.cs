using System.Globalization;
using Accounting.BatchClient.CommandLine;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Spend;

/// <summary>
/// A half-open span of time, UTC: since ≤ time &lt; until; null is open. Both ends stand on a quarter of an hour, the finest time that the
/// ledger keeps.
/// </summary>
internal sealed record TimeWindow(DateTimeOffset? Since, DateTimeOffset? Until)
{
    private static readonly string[] Dates = ["yyyyMMdd", "yyyy-MM-dd"];

    private static readonly string[] Instants =
    [
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK",
    ];

    public bool IsOpen => Since is null && Until is null;

    /// <exception cref="UserException">Not a time, or the window is empty.</exception>
    public static TimeWindow Parse(string? since, string? until)
    {
        var window = new TimeWindow(
            since is null ? null : NextSlot(ParseInstant("--since", since)),
            until is null ? null : NextSlot(ParseInstant("--until", until)));
        if (window.Since >= window.Until)
        {
            throw UserException.WrongUsage(
                $"The window is empty: --since {Rfc3339(window.Since)} is not before --until {Rfc3339(window.Until)}. " +
                "The window is half-open: for one day, give --until the day after.");
        }
        return window;
    }

    /// <summary>A date (its first instant), or an instant; without a zone it is UTC.</summary>
    /// <exception cref="UserException">Neither.</exception>
    public static DateTimeOffset ParseInstant(string option, string text)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if ((DateTimeOffset.TryParseExact(text, Dates, CultureInfo.InvariantCulture, Utc, out var time)
             || DateTimeOffset.TryParseExact(text.ToUpperInvariant(), Instants, CultureInfo.InvariantCulture, Utc, out time))
            && time.Year is >= 1970 and < 9000)
        {
            return time;
        }
        throw UserException.WrongUsage(
            $"{option} '{text}' is not a time. Expected a date (2026-10-01 or 20261001, its first instant UTC) or RFC 3339 (2026-10-01T08:30:00Z), from 1970 on.");
    }

    /// <summary>The instant as RFC 3339 in UTC; null for null.</summary>
    public static string? Rfc3339(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    public override string ToString() => (Since, Until) switch
    {
        (null, null) => "all time",
        ({ } since, null) => $"from {Rfc3339(since)}",
        (null, { } until) => $"before {Rfc3339(until)}",
        ({ } since, { } until) => $"from {Rfc3339(since)} to before {Rfc3339(until)}",
    };

    // A slot belongs to the window when it starts in it.
    private static DateTimeOffset NextSlot(DateTimeOffset time)
    {
        var slot = Slot.At(time);
        return slot.Start == time ? time : new Slot(slot.Index + 1).Start;
    }
}
