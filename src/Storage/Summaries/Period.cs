using Accounting.Core.Ledger;
using Accounting.Core.Usage;

namespace Accounting.Storage.Summaries;

/// <summary>Days and months, UTC, as the slots that they begin with. What has no time is a period of its own.</summary>
internal static class Period
{
    private const int SlotsOfADay = 96;

    public static Slot DayOf(Slot slot) =>
        slot.IsUndated ? slot : new((int)Math.DivRem((long)slot.Index, SlotsOfADay, out var rest) * SlotsOfADay - (rest < 0 ? SlotsOfADay : 0));

    public static Slot MonthOf(Slot slot)
    {
        if (slot.IsUndated) return slot;
        var start = slot.Start;
        return Slot.At(new(start.Year, start.Month, 1, 0, 0, 0, TimeSpan.Zero));
    }

    /// <summary>A key without what no answer is grouped by, at the beginning of its period.</summary>
    public static EntryKey Coarsen(EntryKey key, Slot slot) => key with { Slot = slot, InputBand = default, OutputBand = default };
}
