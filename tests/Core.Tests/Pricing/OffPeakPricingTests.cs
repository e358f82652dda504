using System.Globalization;

namespace Accounting.Core.Tests.Pricing;

public class OffPeakPricingTests
{
    [Theory]
    // 2026-10-01 is a Thursday.
    [InlineData("{'hours_utc':'22:00-06:00'}", "2026-10-01T21:59:59Z", false)]
    [InlineData("{'hours_utc':'22:00-06:00'}", "2026-10-01T22:00:00Z", true)]
    [InlineData("{'hours_utc':'22:00-06:00'}", "2026-10-01T05:59:59Z", true)]
    [InlineData("{'hours_utc':'22:00-06:00'}", "2026-10-01T06:00:00Z", false)]
    [InlineData("{'hours_utc':'22:00-06:00'}", "2026-10-01T00:00:00+02:00", true)]
    [InlineData("{'hours_utc':'16:30-00:30'}", "2026-10-01T00:15:00Z", true)]
    [InlineData("{'hours_utc':'00:00-00:00'}", "2026-10-01T12:00:00Z", true)]
    [InlineData("{'hours_utc':['01:00-02:00','03:00-04:00']}", "2026-10-01T03:00:00Z", true)]
    [InlineData("{'hours_utc':['01:00-02:00','nonsense',7]}", "2026-10-01T03:00:00Z", false)]
    [InlineData("{'hours_utc':'00:00-00:00','weekdays':['sat']}", "2026-10-01T12:00:00Z", true)]
    [InlineData("{'windows':[{'hours_utc':'00:00-00:00','weekdays':['sat','Sunday']}]}", "2026-10-01T12:00:00Z", false)]
    [InlineData("{'windows':[{'hours_utc':'00:00-00:00','weekdays':['sat','Sunday']}]}", "2026-10-04T12:00:00Z", true)]
    [InlineData("{'windows':[{'hours_utc':'00:00-00:00','weekdays':['fri']}],'weekday_timezone':'Asia/Shanghai'}", "2026-10-01T15:59:00Z",
        false)]
    [InlineData("{'windows':[{'hours_utc':'00:00-00:00','weekdays':['fri']}],'weekday_timezone':'Asia/Shanghai'}", "2026-10-01T16:00:00Z",
        true)]
    public void IsActiveAt_Window_IncludesItsStartAndNotItsEnd(string offPeak, string time, bool expected) =>
        Assert.Equal(expected,
            TestPrices.Of($"{{'off_peak_pricing':{offPeak}}}").OffPeak!.IsActiveAt(DateTimeOffset.Parse(time,
            CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("{'hours_utc':'25:00-06:00'}")]
    [InlineData("{'hours_utc':'2200'}")]
    [InlineData("{'hours_utc':5}")]
    [InlineData("{}")]
    public void Read_MalformedHours_AreLeftOut(string offPeak) => Assert.Null(TestPrices.Of($"{{'off_peak_pricing':{offPeak}}}").OffPeak);
}
