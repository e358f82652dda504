using Accounting.Tokenization.BytePair;
using Accounting.Tokenization.Encodings;

namespace Accounting.Tokenization.Tests.BytePair;

/// <summary>
/// The plain counter and the batch counters of all widths, each with the others as its check: on one counter for all texts, so that the
/// caches take part.
/// </summary>
public class CountingWayTests
{
    [Theory]
    [InlineData("o200k_base", 21)]
    [InlineData("cl100k_base", 22)]
    [InlineData("p50k_edit", 23)]
    [InlineData("claude", 24)]
    public void Count_TextsOfEveryLengthAroundABatch_IsTheSameInAllWays(string name, int seed)
    {
        var encoding = TokenEncoding.Get(name);
        var counters = Enum.GetValues<CountingWay>().Select(way => encoding.CreateCounter(way)).ToArray();
        var random = new Random(seed);
        for (var i = 0; i < 1500; i++)
        {
            // Kind by kind, one text after the other: up to some thousand bytes, so that many are longer than a batch of pieces.
            var parts = 1 + random.Next(random.Next(10) == 0 ? 90 : 6);
            var text = Enumerable.Range(i, parts).SelectMany(part => RandomText.Next(random, encoding, part % RandomText.Kinds)).ToArray();
            var tokens = new List<int>();
            encoding.Encode(text, tokens);
            var counts = counters.Select(counter => counter.Count(text)).ToArray();
            if (counts.Any(count => count != tokens.Count))
                Assert.Fail($"{name}, seed {seed}, text {i}: {tokens.Count}, not {string.Join(' ', counts)}: {Convert.ToHexString(text)}");
        }
    }

    [Theory]
    [InlineData("o200k_base")]
    [InlineData("cl100k_base")]
    [InlineData("r50k_base")]
    public void Count_WordsOfEveryLengthBeforeTheEnd_IsTheSameInAllWays(string name)
    {
        // Keys and letters are read 16 bytes at a time: every place of a word near the end of a text.
        var encoding = TokenEncoding.Get(name);
        var (scalar, batch) = (encoding.CreateCounter(CountingWay.Scalar), encoding.CreateCounter());
        foreach (var last in new[] { "", " ", "!", "é", "中", "7", "'s", "A" })
            for (var length = 0; length < 40; length++)
                for (var before = 0; before < 20; before++)
                {
                    var text = $"{new string('x', before)} {"internationalizationandotherlongwordsofall"[..length]}{last}";
                    var utf8 = System.Text.Encoding.UTF8.GetBytes(text);
                    Assert.Equal(scalar.Count(utf8), batch.Count(utf8));
                }
    }
}
