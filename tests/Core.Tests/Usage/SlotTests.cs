using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Usage;

public class SlotTests
{
    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    [InlineData("1970-01-01T00:14:59.999Z", 0)]
    [InlineData("1970-01-01T00:15:00Z", 1)]
    [InlineData("1969-12-31T23:59:59Z", -1)]
    [InlineData("2026-10-01T02:00:00+02:00", 1989792)]
    public void At_Instant_IsItsQuarterOfAnHourInUtc(string time, int expected) =>
        Assert.Equal(expected, Slot.At(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture)).Index);
}
