using System.Text;
using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Tests.Calls;

public sealed class CallTimeTests
{
    [Theory]
    [InlineData("1767225600", "2026-01-01T00:00:00.0000000")]
    [InlineData("1767225600.25", "2026-01-01T00:00:00.2500000")]
    [InlineData("1.7672256e9", "2026-01-01T00:00:00.0000000")]
    [InlineData("1767225600123", "2026-01-01T00:00:00.1230000")]
    [InlineData("1767225600123456", "2026-01-01T00:00:00.1234560")]
    [InlineData("1767225600123456789", "2026-01-01T00:00:00.1234567")]
    [InlineData("639028224000000000", "2026-01-01T00:00:00.0000000")]
    [InlineData("\"1767225600\"", "2026-01-01T00:00:00.0000000")]
    [InlineData("\"1767225600.5\"", "2026-01-01T00:00:00.5000000")]
    [InlineData("\"1767225600123456789\"", "2026-01-01T00:00:00.1234567")]
    [InlineData("\"2026-01-01\"", "2026-01-01T00:00:00.0000000")]
    [InlineData("\"2026-01-01T10:20\"", "2026-01-01T10:20:00.0000000")]
    [InlineData("\"2026-01-01T10:20:30Z\"", "2026-01-01T10:20:30.0000000")]
    [InlineData("\"2026-01-01 10:20:30\"", "2026-01-01T10:20:30.0000000")]
    [InlineData("\"2026-01-01 10:20:30.5 UTC\"", "2026-01-01T10:20:30.5000000")]
    [InlineData("\"2026-01-01T10:20:30.123456789Z\"", "2026-01-01T10:20:30.1234567")]
    [InlineData("\"2026-01-01T10:20:30+02:00\"", "2026-01-01T08:20:30.0000000")]
    [InlineData("\"2026-01-01T10:20:30-0530\"", "2026-01-01T15:50:30.0000000")]
    [InlineData("\"2026-01-01T10:20:30+02\"", "2026-01-01T08:20:30.0000000")]
    [InlineData("\"2026-01-01T00:30:00+01:00\"", "2025-12-31T23:30:00.0000000")]
    [InlineData("\"Thu, 01 Jan 2026 10:20:30 GMT\"", "2026-01-01T10:20:30.0000000")]
    [InlineData("\"2015-01-01\"", "2015-01-01T00:00:00.0000000")]
    public void CallTime_EveryForm_IsRead(string json, string expected)
    {
        Assert.True(TryRead(json, out var time));
        Assert.Equal(expected, time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1")]
    [InlineData("\"\"")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("1400000000")]
    [InlineData("4102444800")]
    [InlineData("\"2100-01-01\"")]
    [InlineData("\"2014-12-31T23:59:59Z\"")]
    [InlineData("\"2026-13-01\"")]
    [InlineData("\"2026-02-30\"")]
    [InlineData("\"2026-01-01T24:00:00Z\"")]
    [InlineData("\"2026-01-01T10:20:30+25:00\"")]
    [InlineData("\"01/02/2026\"")]
    [InlineData("\"tomorrow\"")]
    [InlineData("99999999999999999999999999999999")]
    public void CallTime_WhatIsNone_IsRefused(string json) => Assert.False(TryRead(json, out _));

    [Fact]
    public void CallTime_AnyInstantInAnyUnit_ComesBack()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 2_000; i++)
        {
            var seconds = random.NextInt64(CallLimits.TimeMin.ToUnixTimeSeconds(), CallLimits.TimeMax.ToUnixTimeSeconds());
            var expected = DateTimeOffset.FromUnixTimeSeconds(seconds);
            var text = FormattableString.Invariant($"{seconds}|{seconds}000|{seconds}000000|{seconds}000000000|{expected.Ticks}");
            foreach (var unit in text.Split('|'))
                Assert.True(TryRead(unit, out var time) && time == expected, $"seed {seed}: {unit} read as {time}, expected {expected}");
        }
    }

    private static bool TryRead(string json, out DateTimeOffset time)
    {
        var index = new JsonIndex();
        Assert.True(index.TryRead(Encoding.UTF8.GetBytes(json), out _));
        return CallTime.TryRead(index.Root, out time);
    }
}
