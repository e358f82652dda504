using System.Collections.Immutable;

namespace Accounting.Core.Pricing;

/// <summary>Prices that hold within hours of the day, decided by the time of the call (LiteLLM 2.5, <c>off_peak_pricing</c>).</summary>
/// <param name="Windows">When; any of them.</param>
/// <param name="TimeZone">IANA name of the zone in which weekdays are told; empty: UTC. Hours are always UTC.</param>
/// <param name="Prices">Flat prices, in place of all others of the same name.</param>
public sealed record OffPeakPricing(ImmutableArray<OffPeakWindow> Windows, string TimeZone, PriceFields Prices)
{
    /// <summary>Whether the instant lies in a window.</summary>
    public bool IsActiveAt(DateTimeOffset time)
    {
        foreach (var window in Windows)
            if (window.Contains(time, TimeZone)) return true;
        return false;
    }

    internal bool SameAs(OffPeakPricing other) =>
        TimeZone == other.TimeZone && Windows.Length == other.Windows.Length
            && Windows.Zip(other.Windows).All(pair => pair.First.SameAs(pair.Second))
        && Prices.SameAs(other.Prices);
}

/// <summary>
/// Hours of a day, UTC. The start is inclusive, the end exclusive; an end before the start is on the next day; both equal: the whole day.
/// </summary>
/// <param name="FromMinute">Minutes after midnight.</param>
/// <param name="ToMinute">Minutes after midnight.</param>
/// <param name="Weekdays">On which days; empty: on all.</param>
public sealed record OffPeakWindow(int FromMinute, int ToMinute, ImmutableArray<DayOfWeek> Weekdays)
{
    internal bool Contains(DateTimeOffset time, string timeZone)
    {
        var utc = time.UtcDateTime;
        var minute = utc.Hour * 60 + utc.Minute;
        var inside = FromMinute < ToMinute
            ? minute >= FromMinute && minute < ToMinute
            : FromMinute == ToMinute || minute >= FromMinute || minute < ToMinute;
        return inside && (Weekdays.IsEmpty || Weekdays.Contains(LocalTime(utc, timeZone).DayOfWeek));
    }

    internal bool SameAs(OffPeakWindow other) =>
        FromMinute == other.FromMinute && ToMinute == other.ToMinute && Weekdays.SequenceEqual(other.Weekdays);

    private static DateTime LocalTime(DateTime utc, string timeZone) =>
        timeZone.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone)
            ? TimeZoneInfo.ConvertTimeFromUtc(utc, zone)
            : utc;
}
