using System.Text;
using Accounting.Tokenization.BytePair;
using Accounting.Tokenization.Encodings;

namespace Accounting.Tokenization.Tests.BytePair;

public class CountingGuardTests
{
    public static TheoryData<string, string, bool> Texts()
    {
        var data = new TheoryData<string, string, bool>();
        foreach (var scalar in new[] { false, true })
            foreach (var encoding in new[] { "o200k_base", "claude" })
                foreach (var unit in new[] { "a", " ", "word, 12, é ", "\u0301\u0316" })
                    data.Add(encoding, unit, scalar);
        return data;
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Count_LongText_AsksAllTheTimeAndCountsTheSame(string name, string unit, bool scalar)
    {
        var way = scalar ? CountingWay.Scalar : ForcedWay.Way;
        var encoding = TokenEncoding.Get(name);
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(unit, 200_000 / Encoding.UTF8.GetByteCount(unit))));
        var asked = 0;
        var count = encoding.CreateCounter(way, new(() => asked++)).Count(text);
        Assert.Equal(encoding.CreateCounter(way).Count(text), count);
        Assert.InRange(asked, text.Length / CountingGuard.StepBytes - 1, text.Length / 8);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Count_StoppedAnywhere_CountsTheNextTextRight(string name, string unit, bool scalar)
    {
        var way = scalar ? CountingWay.Scalar : ForcedWay.Way;
        var encoding = TokenEncoding.Get(name);
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(unit, 150_000 / Encoding.UTF8.GetByteCount(unit))));
        var expected = encoding.CreateCounter(way).Count(text);
        var left = int.MaxValue;
        var counter = encoding.CreateCounter(way, new(() =>
        {
            if (--left == 0) throw new StoppedException();
        }));
        for (left = 1; left <= 2; left++)
        {
            var stopAt = left;
            Assert.Throws<StoppedException>(() => counter.Count(text));
            left = stopAt;
        }
        left = int.MaxValue;
        Assert.Equal(expected, counter.Count(text));
        Assert.Equal(encoding.CreateCounter(way).Count("The next text"u8), counter.Count("The next text"u8));
    }

    [Fact]
    public void Count_ManyShortTexts_AsksToo()
    {
        var asked = 0;
        var counter = TokenEncoding.Get("o200k_base").CreateCounter(new CountingGuard(() => asked++));
        for (var i = 0; i < 10_000; i++) counter.Count("a"u8);
        Assert.InRange(asked, 4, 100);
    }

    private sealed class StoppedException : Exception;
}
