using System.Globalization;

namespace Accounting.Core.Usage;

/// <summary>A calendar month, UTC. Months are ordered by time.</summary>
public readonly record struct Month : IComparable<Month>
{
    private const int MonthsOfAYear = 12;
    private const string Form = "yyyy-MM";

    private readonly int _index;

    private Month(int index) => _index = index;

    /// <exception cref="ArgumentOutOfRangeException">No year from 1 to 9998, or no month from 1 to 12.</exception>
    public Month(int year, int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(year);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9998);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, MonthsOfAYear);
        _index = (year - 1) * MonthsOfAYear + number - 1;
    }

    /// <summary>First instant.</summary>
    public DateTimeOffset Start => new(1 + _index / MonthsOfAYear, 1 + _index % MonthsOfAYear, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The first instant after it.</summary>
    public DateTimeOffset End => Plus(1).Start;

    /// <summary>So many months later; earlier where it is negative.</summary>
    public Month Plus(int months) => new(_index + months);

    /// <summary>The month that an instant lies in.</summary>
    public static Month Of(DateTimeOffset time) => new(time.UtcDateTime.Year, time.UtcDateTime.Month);

    /// <summary>The month of a slot that has a time.</summary>
    public static Month Of(Slot slot) => Of(slot.Start);

    /// <summary>Reads <c>2026-10</c>.</summary>
    public static bool TryParse(string text, out Month month)
    {
        var isOne = DateTime.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var start) && start.Year < 9999;
        month = isOne ? new(start.Year, start.Month) : default;
        return isOne;
    }

    /// <exception cref="FormatException">Not a month.</exception>
    public static Month Parse(string text) => TryParse(text, out var month) ? month : throw new FormatException($"'{text}' is not a month as in 2026-10.");

    /// <summary><c>2026-10</c>.</summary>
    public override string ToString() => Start.ToString(Form, CultureInfo.InvariantCulture);

    public int CompareTo(Month other) => _index.CompareTo(other._index);

    public static bool operator <(Month left, Month right) => left._index < right._index;
    public static bool operator <=(Month left, Month right) => left._index <= right._index;
    public static bool operator >(Month left, Month right) => left._index > right._index;
    public static bool operator >=(Month left, Month right) => left._index >= right._index;
}
