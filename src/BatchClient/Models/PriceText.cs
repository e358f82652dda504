using System.Globalization;
using Accounting.Core.Amounts;
using Accounting.Core.Pricing;

namespace Accounting.BatchClient.Models;

/// <summary>Prices for reading.</summary>
internal static class PriceText
{
    private static readonly ExactDecimal Million = new(1_000_000, 0);

    /// <summary>USD per million units, every digit; <c>-</c> where there is none.</summary>
    public static string PerMillion(PriceFields? prices, string field) => prices?[field] is { } price ? (price * Million).ToString() : "-";

    /// <summary><c>2026-08-01</c>, with the time where it is not midnight; <c>-</c> where it is open.</summary>
    public static string Day(DateTimeOffset? time) => time?.UtcDateTime switch
    {
        null => "-",
        { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        { } instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    };

    /// <summary>Every digit; <c>-</c> where there is none.</summary>
    public static string OrNone(ExactDecimal? price) => price?.ToString() ?? "-";

    /// <summary><c>from 2026-08-01 to before 2026-09-01</c>; <c>at all times</c> where both are open.</summary>
    public static string Period(DateTimeOffset? from, DateTimeOffset? to) => (from, to) switch
    {
        (null, null) => "at all times",
        (null, _) => $"before {Day(to)}",
        (_, null) => $"from {Day(from)} on",
        _ => $"from {Day(from)} to before {Day(to)}",
    };

    public static string Limit(long? limit) => limit is { } number ? Rendering.Numbers.Count(number) : "-";
}
