using Accounting.Core.Ledger;
using Accounting.Core.Usage;

namespace Accounting.Storage.Queries;

/// <summary>
/// A filter's window as slot numbers, half-open; null: no bound. <paramref name="Undated"/>: the number of the undated slot where it
/// belongs to the answer too.
/// </summary>
internal readonly record struct SlotWindow(long? Since, long? Until, long? Undated)
{
    /// <summary>A window leaves out what has no time, unless that is asked for too: the first real slot is the lowest bound.</summary>
    public static SlotWindow Of(SpendFilter filter) => new(
        filter.Since is { } from ? FirstSlotFrom(from) : filter.Until is null ? null : Slot.Undated.Index + 1L,
        filter.Until is { } to ? FirstSlotFrom(to) : null,
        filter.WithUndated ? Slot.Undated.Index : null);

    /// <summary>Whether a filter leaves out any keys.</summary>
    public static bool NarrowsKeys(SpendFilter filter) =>
        filter.Tenants.Count > 0 || filter.Models.Count > 0 || filter.Since is not null || filter.Until is not null;

    private static long FirstSlotFrom(DateTimeOffset time)
    {
        var slot = Slot.At(time);
        return slot.Start < time ? slot.Index + 1L : slot.Index;
    }
}
