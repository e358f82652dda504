using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Accounting.Core.Pricing.Json;

/// <summary>
/// Reads the hours of <c>off_peak_pricing</c>: <c>22:00-06:00</c>, a list of such, or windows with weekdays. What is malformed is left out
/// (LiteLLM 2.5).
/// </summary>
internal static class OffPeakWindows
{
    private static readonly string[] s_days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <summary>Adds a window of <c>windows[]</c>: the only place where weekdays count.</summary>
    public static void Add(JsonElement window, ImmutableArray<OffPeakWindow>.Builder into)
    {
        if (window.ValueKind != JsonValueKind.Object || !window.TryGetProperty("hours_utc", out var hours)) return;
        var days = ImmutableArray.CreateBuilder<DayOfWeek>();
        if (window.TryGetProperty("weekdays", out var list) && list.ValueKind == JsonValueKind.Array)
            foreach (var day in list.EnumerateArray())
                if (day.ValueKind == JsonValueKind.String && Day(day.GetString()!) is { } weekday) days.Add(weekday);
        Add(hours, days.ToImmutable(), into);
    }

    public static void Add(JsonElement hours, ImmutableArray<DayOfWeek> days, ImmutableArray<OffPeakWindow>.Builder into)
    {
        if (hours.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in hours.EnumerateArray())
                if (item.ValueKind == JsonValueKind.String) Add(item, days, into);
        }
        else if (hours.ValueKind == JsonValueKind.String && into.Count < PricingLimits.TiersMax
            && Parse(hours.GetString()!, days) is { } window)
        {
            into.Add(window);
        }
    }

    /// <summary>As it is read: <c>22:00-06:00</c>.</summary>
    public static string Write(OffPeakWindow window) => $"{Clock(window.FromMinute)}-{Clock(window.ToMinute)}";

    /// <summary>As it is read: <c>mon</c>.</summary>
    public static string Write(DayOfWeek day) => s_days[(int)day];

    private static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");

    private static OffPeakWindow? Parse(string text, ImmutableArray<DayOfWeek> days)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && Minute(text.AsSpan(0, dash)) is { } from && Minute(text.AsSpan(dash + 1)) is { } to ? new(from, to, days) : null;
    }

    private static int? Minute(ReadOnlySpan<char> text) =>
        TimeOnly.TryParseExact(text.Trim(), "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.Hour * 60 + time.Minute : null;

    private static DayOfWeek? Day(string text)
    {
        var day = text.Length < 3 ? -1 : Array.IndexOf(s_days, text[..3].ToLowerInvariant());
        return day >= 0 ? (DayOfWeek)day : null;
    }
}
