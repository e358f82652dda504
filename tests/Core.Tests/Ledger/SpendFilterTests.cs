using Accounting.Core.Ledger;
using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Ledger;

public class SpendFilterTests
{
    private static readonly DateTimeOffset s_start = new Slot(1000).Start;

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(0, null, true)]
    [InlineData(1, null, false)]
    [InlineData(-1, 0, false)]
    [InlineData(null, 1, true)]
    [InlineData(null, 0, false)]
    public void Includes_SlotAndWindowInSeconds_IsHalfOpenByTheSlotsStart(int? since, int? until, bool expected)
    {
        var filter = new SpendFilter { Since = since is { } from ? s_start.AddSeconds(from) : null, Until = until is { } to ? s_start.AddSeconds(to) : null };
        Assert.Equal(expected, filter.Includes(new(1000)));
    }

    [Fact]
    public void Includes_Undated_OnlyWithoutAWindowOrWhereAskedFor()
    {
        Assert.True(new SpendFilter().Includes(Slot.Undated));
        Assert.False(new SpendFilter { Since = s_start }.Includes(Slot.Undated));
        Assert.True(new SpendFilter { Since = s_start, WithUndated = true }.Includes(Slot.Undated));
    }
}
