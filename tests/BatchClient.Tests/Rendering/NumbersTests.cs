using Accounting.BatchClient.Rendering;
using Accounting.Core.Amounts;

namespace Accounting.BatchClient.Tests.Rendering;

public sealed class NumbersTests
{
    [Theory]
    [InlineData("0", "0.0000", "0")]
    [InlineData("0.00005", "0.0000", "0.00005")]
    [InlineData("0.00015", "0.0002", "0.00015")]
    [InlineData("0.000050000000000000000001", "0.0001", "0.000050000000000000000001")]
    [InlineData("-0.00015", "-0.0002", "-0.00015")]
    [InlineData("-0.00001", "0.0000", "-0.00001")]
    [InlineData("999.99995", "1,000.0000", "999.99995")]
    [InlineData("1234567.5", "1,234,567.5000", "1,234,567.5")]
    [InlineData("-123456", "-123,456.0000", "-123,456")]
    [InlineData("170000000000000", "170,000,000,000,000.0000", "170,000,000,000,000")]
    public void Money_ForReading_IsRoundedHalfEvenOrExact(string amount, string rounded, string exact)
    {
        Assert.Equal(rounded, Numbers.Rounded(Money.Parse(amount)));
        Assert.Equal(exact, Numbers.Exact(Money.Parse(amount)));
    }

    [Fact]
    public void Money_None_IsUnpricedNotZero()
    {
        Assert.Equal("unpriced", Numbers.Rounded(null));
        Assert.Equal("unpriced", Numbers.Exact(null));
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1_000, "1.0 kB")]
    [InlineData(2_550_000, "2.6 MB")]
    [InlineData(1_000_000_000, "1.0 GB")]
    [InlineData(long.MaxValue, "9223372.0 TB")]
    public void Bytes_AnySize_HasAUnit(long bytes, string text) => Assert.Equal(text, Numbers.Bytes(bytes));

    [Theory]
    [InlineData(420, "0.42 s")]
    [InlineData(65_000, "1 min 05 s")]
    [InlineData(90_180_000, "25 h 03 min")]
    public void Duration_AnyLength_HasAUnit(long milliseconds, string text) => Assert.Equal(text, Numbers.Duration(TimeSpan.FromMilliseconds(milliseconds)));
}
