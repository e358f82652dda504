using System.Globalization;
using Accounting.Core.Amounts;

namespace Accounting.BatchClient.Rendering;

/// <summary>Numbers for reading. Exact values belong into JSON and CSV.</summary>
internal static class Numbers
{
    /// <summary>Decimals of an amount in a table.</summary>
    public const int MoneyDecimals = 4;

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>
    /// Rounded half-even to <see cref="MoneyDecimals"/> decimals, with thousands separators: <c>1,234.5678</c>. Null: <c>unpriced</c>.
    /// </summary>
    public static string Rounded(Money? amount) => amount is { } money ? Separated(Round(money)) : Unpriced;

    /// <summary>Every digit, with thousands separators.</summary>
    public static string Exact(Money? amount) => amount is { } money ? Separated(money.ToString()) : Unpriced;

    public const string Unpriced = "unpriced";

    /// <summary><c>412 B</c>, <c>3.4 MB</c> (powers of 1,000).</summary>
    public static string Bytes(long bytes)
    {
        if (bytes < 1_000) return $"{bytes} B";
        var (unit, scale) = bytes switch
        {
            < 1_000_000 => ("kB", 1_000L), < 1_000_000_000 => ("MB", 1_000_000L), < 1_000_000_000_000 => ("GB", 1_000_000_000L), _ => ("TB", 1_000_000_000_000L),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{(decimal)bytes / scale:0.0} {unit}");
    }

    /// <summary><c>0.42 s</c>, <c>1 min 05 s</c>, <c>2 h 03 min</c>.</summary>
    public static string Duration(TimeSpan time) =>
        time < TimeSpan.FromMinutes(1) ? string.Create(CultureInfo.InvariantCulture, $"{(decimal)time.TotalSeconds:0.00} s")
        : time < TimeSpan.FromHours(1) ? string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds:00} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours} h {time.Minutes:00} min");

    private static string Round(Money money)
    {
        var step = Int128.One;
        for (var i = MoneyDecimals; i < Money.Scale; i++) step *= 10;
        var (quotient, rest) = (money.Units / step, money.Units % step);
        var twice = Int128.Abs(rest) * 2;
        if (twice > step || (twice == step && !Int128.IsEvenInteger(quotient))) quotient += money.Units < 0 ? -1 : 1;
        var digits = Int128.Abs(quotient).ToString(CultureInfo.InvariantCulture).PadLeft(MoneyDecimals + 1, '0');
        return $"{(quotient < 0 ? "-" : "")}{digits[..^MoneyDecimals]}.{digits[^MoneyDecimals..]}";
    }

    private static string Separated(string number)
    {
        var start = number.StartsWith('-') ? 1 : 0;
        var end = number.IndexOf('.', StringComparison.Ordinal) is var point and >= 0 ? point : number.Length;
        for (var i = end - 3; i > start; i -= 3) number = number.Insert(i, ",");
        return number;
    }
}
