using System.Diagnostics;
using System.Text;
using Accounting.Tokenization.Encodings;

namespace Accounting.Tokenization.Tests.BytePair;

public class WorstCaseTests
{
    private const int TextBytes = 1_000_000;

    // Half a second at most on a free machine (docs/PERFORMANCE.md); quadratic work would take many minutes on any.
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("o200k_base", "a")]
    [InlineData("o200k_base", "A")]
    [InlineData("o200k_base", " ")]
    [InlineData("o200k_base", "\n")]
    [InlineData("o200k_base", "\u0300")]
    [InlineData("o200k_base", "'")]
    [InlineData("o200k_base", "\u0301A")]
    [InlineData("o200k_base", "ªA")]
    [InlineData("o200k_base", " \n")]
    [InlineData("o200k_base", "/")]
    [InlineData("cl100k_base", "a")]
    [InlineData("cl100k_base", " ")]
    [InlineData("cl100k_base", "\n")]
    [InlineData("cl100k_base", "\u0300")]
    [InlineData("cl100k_base", "'")]
    [InlineData("cl100k_base", "!\n")]
    [InlineData("r50k_base", "0")]
    [InlineData("r50k_base", " ")]
    [InlineData("claude", "\u0301\u0316")]
    [InlineData("claude", "\ufdfa")]
    [InlineData("cl100k_base", "\ud800")]
    public void Count_AMegabyteOfOneThing_IsNotQuadratic(string name, string unit)
    {
        var bytes = Encoding.UTF8.GetBytes(unit);
        var text = Enumerable.Range(0, TextBytes).Select(i => bytes[i % bytes.Length]).ToArray();
        Assert.True(CountFast(TokenEncoding.Get(name), text) > 0);
    }

    [Theory]
    [InlineData("o200k_base")]
    [InlineData("cl100k_base")]
    public void Count_AMegabyteOfBase64_IsNotQuadratic(string name)
    {
        var raw = new byte[TextBytes / 4 * 3];
        new Random(7).NextBytes(raw);
        var letters = Convert.ToBase64String(raw).Replace('+', 'x').Replace('/', 'y');
        var encoding = TokenEncoding.Get(name);
        foreach (var text in new[] { letters, string.Concat(letters.Where(char.IsAsciiLetterLower)) })
        {
            var utf8 = Encoding.ASCII.GetBytes(text);
            var tokens = new List<int>();
            encoding.Encode(utf8, tokens);
            Assert.Equal(tokens.Count, CountFast(encoding, utf8));
        }
    }

    private static int CountFast(TokenEncoding encoding, byte[] text)
    {
        var counter = encoding.CreateCounter();
        counter.Count("warm"u8);
        var start = Stopwatch.GetTimestamp();
        var count = counter.Count(text);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeMax);
        return count;
    }
}
