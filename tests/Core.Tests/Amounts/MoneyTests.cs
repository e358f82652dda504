using Accounting.Core.Amounts;

namespace Accounting.Core.Tests.Amounts;

public class MoneyTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("12.50", "12.5")]
    [InlineData("-0.001", "-0.001")]
    [InlineData("2.1875e-06", "0.0000021875")]
    [InlineData("1.8150000000000004e-06", "0.0000018150000000000004")]
    [InlineData("1e-24", "0.000000000000000000000001")]
    [InlineData("5e-25", "0")]
    [InlineData("15e-25", "0.000000000000000000000002")]
    [InlineData("25e-25", "0.000000000000000000000002")]
    [InlineData(".5", "0.5")]
    public void Parse_DecimalText_KeepsEveryDigit(string text, string expected) => Assert.Equal(expected, Money.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("1e999")]
    [InlineData("1e20")]
    [InlineData("1.2.3")]
    [InlineData("0x10")]
    [InlineData("1,000")]
    public void TryParse_NotAnAmount_IsFalse(string text) => Assert.False(Money.TryParse(text, out _));

    [Fact]
    public void Multiply_Overflow_Throws() => Assert.Throws<OverflowException>(() => new Money(Int128.MaxValue) * 2);
}
