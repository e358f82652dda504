using System.Globalization;
using System.Security;
using Accounting.BatchClient.CommandLine;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Spend;

/// <summary>
/// Names the hour, day, week, month and year that a slot falls into, in one time zone. Slots without a time are <c>undated</c>. Not
/// thread-safe.
/// </summary>
internal sealed class TimeBuckets(TimeZoneInfo zone)
{
    public const string Undated = "undated";

    private Slot _last = Slot.Undated;
    private DateTimeOffset _local;

    /// <summary>
    /// Local time with its offset, so that the hour that occurs twice in autumn stays two hours: <c>2026-10-25T02:00:00+01:00</c>.
    /// </summary>
    public string Hour(Slot slot)
    {
        if (slot.IsUndated) return Undated;
        var local = Local(slot);
        var start = local.AddMinutes(-local.Minute);
        return start.ToString(start.Offset == TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
    }

    public string Day(Slot slot) => Format(slot, "yyyy-MM-dd");

    /// <summary>ISO 8601: <c>2026-W40</c>.</summary>
    public string Week(Slot slot)
    {
        if (slot.IsUndated) return Undated;
        var day = Local(slot).DateTime;
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(day):0000}-W{ISOWeek.GetWeekOfYear(day):00}");
    }

    public string Month(Slot slot) => Format(slot, "yyyy-MM");

    public string Year(Slot slot) => Format(slot, "yyyy");

    /// <summary>An IANA name; null is UTC.</summary>
    /// <exception cref="UserException">No such zone.</exception>
    public static TimeZoneInfo ZoneOf(string? name)
    {
        if (name is null or "UTC" or "Z" or "Etc/UTC") return TimeZoneInfo.Utc;
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(name);
        }
        catch (Exception exception) when (
            exception is TimeZoneNotFoundException or InvalidTimeZoneException or SecurityException or UnauthorizedAccessException or IOException)
        {
            var zones = TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).ToList();
            throw UserException.WrongUsage(
                $"--timezone '{name}' is not a known IANA time zone.{NearNames.Suggestion(name, zones)} Expected a name as in Europe/Berlin" +
                (zones.Count < 10 ? "; this machine has no time zone data (install the package tzdata)." : "."));
        }
    }

    private string Format(Slot slot, string format) => slot.IsUndated ? Undated : Local(slot).ToString(format, CultureInfo.InvariantCulture);

    private DateTimeOffset Local(Slot slot)
    {
        if (slot == _last) return _local;
        _local = zone == TimeZoneInfo.Utc ? slot.Start : TimeZoneInfo.ConvertTime(slot.Start, zone);
        _last = slot;
        return _local;
    }
}
