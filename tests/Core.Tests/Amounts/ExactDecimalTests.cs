using System.Numerics;
using Accounting.Core.Amounts;

namespace Accounting.Core.Tests.Amounts;

public class ExactDecimalTests
{
    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("0.0", "0")]
    [InlineData("-12e3", "-12000")]
    [InlineData("-0.05", "-0.05")]
    [InlineData("1.8150000000000004e-06", "0.0000018150000000000004")]
    public void ToString_AnyNumber_HasAllDigitsThatMatter(string text, string expected)
    {
        Assert.Equal(expected, ExactDecimal.Parse(text).ToString());
        Assert.Equal(ExactDecimal.Parse(expected), ExactDecimal.Parse(text));
    }

    [Theory]
    [InlineData(".-5")]
    [InlineData("1.+5")]
    [InlineData("1e65")]
    [InlineData("e5")]
    [InlineData(".")]
    [InlineData("1e5.5")]
    public void TryParse_NotANumber_IsFalse(string text) => Assert.False(ExactDecimal.TryParse(text, out _));

    [Theory]
    [InlineData(5)]
    [InlineData(20261122)]
    public void Arithmetic_RandomNumbers_AgreesWithFractions(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 500; round++)
        {
            var left = new ExactDecimal(random.NextInt64(-1_000_000, 1_000_000), random.Next(-8, 8));
            var right = new ExactDecimal(random.NextInt64(-1_000_000, 1_000_000), random.Next(-8, 8));
            var (a, b, one) = (left.ToUnits(20), right.ToUnits(20), BigInteger.Pow(10, 20));
            Assert.True((left + right).ToUnits(20) == a + b, $"seed {seed}: {left} + {right}");
            Assert.True((left - right).ToUnits(20) == a - b, $"seed {seed}: {left} - {right}");
            Assert.True((left * right).ToUnits(40) == a * b, $"seed {seed}: {left} * {right}");
            Assert.True(left < right == a < b && left >= right == a >= b, $"seed {seed}: {left} < {right}");
            Assert.True(left.Normalize().ToUnits(20) == a && one > 0, $"seed {seed}: {left}");
        }
    }
}
