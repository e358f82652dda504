using Accounting.BatchClient.CommandLine;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Spend;

/// <summary>
/// A half-open span of time, UTC: since ≤ time &lt; until; null is open. Both ends stand on a quarter of an hour, the finest time that the
/// ledger keeps.
/// </summary>
internal sealed record TimeWindow(DateTimeOffset? Since, DateTimeOffset? Until)
{
    public bool IsOpen => Since is null && Until is null;

    /// <exception cref="UserException">Not a time, or the window is empty.</exception>
    public static TimeWindow Parse(string? since, string? until)
    {
        var window = new TimeWindow(
            since is null ? null : NextSlot(Instants.Parse("--since", since)),
            until is null ? null : NextSlot(Instants.Parse("--until", until)));
        if (window.Since >= window.Until)
        {
            throw UserException.WrongUsage(
                $"The window is empty: --since {Instants.Rfc3339(window.Since)} is not before --until {Instants.Rfc3339(window.Until)}. " +
                "The window is half-open: for one day, give --until the day after.");
        }
        return window;
    }

    public override string ToString() => (Since, Until) switch
    {
        (null, null) => "all time",
        ({ } since, null) => $"from {Instants.Rfc3339(since)}",
        (null, { } until) => $"before {Instants.Rfc3339(until)}",
        ({ } since, { } until) => $"from {Instants.Rfc3339(since)} to before {Instants.Rfc3339(until)}",
    };

    // A slot belongs to the window when it starts in it.
    private static DateTimeOffset NextSlot(DateTimeOffset time)
    {
        var slot = Slot.At(time);
        return slot.Start == time ? time : new Slot(slot.Index + 1).Start;
    }
}
