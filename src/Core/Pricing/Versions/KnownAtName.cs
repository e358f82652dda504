using System.Globalization;

namespace Accounting.Core.Pricing.Versions;

/// <summary>
/// Names what a version of the cost map knew at an instant: <c>3f9a0c1d2e4b@2026-03-01</c>. Rows are never removed, so the name says what
/// the map holds and nothing has to be stored for it.
/// </summary>
/// <param name="Version">The version looked at.</param>
/// <param name="Time">The moment of knowing.</param>
internal sealed record KnownAtName(string Version, DateTimeOffset Time)
{
    private const char Separator = '@';

    public static bool TryParse(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out KnownAtName? known)
    {
        known = null;
        var at = name.LastIndexOf(Separator);
        if (at <= 0 || !DateTimeOffset.TryParse(name.AsSpan(at + 1), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)) return false;
        known = new(name[..at], time);
        return true;
    }

    public CostMap Of(CostMap map) => map.AsKnownAt(Time, new KnownAtName(map.Version, Time).ToString());

    public override string ToString() => $"{Version}{Separator}{CostMapSerializer.Time(Time)}";
}
