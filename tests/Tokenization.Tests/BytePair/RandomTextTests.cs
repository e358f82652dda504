using System.Text;
using Accounting.Tokenization.Encodings;

namespace Accounting.Tokenization.Tests.BytePair;

public class RandomTextTests
{
    private const int TextsPerRun = 1500;

    public static TheoryData<string, int> Runs => new()
    {
        { "o200k_base", 11 }, { "cl100k_base", 12 }, { "p50k_base", 13 }, { "r50k_base", 14 },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void Encode_RandomText_EqualsTheDefinition(string name, int seed)
    {
        var encoding = TokenEncoding.Get(name);
        var naive = new NaiveTokenizer(encoding);
        var counter = encoding.CreateCounter();
        var random = new Random(seed);
        for (var i = 0; i < TextsPerRun; i++)
        {
            var bytes = RandomText.Next(random, encoding, i % RandomText.Kinds);
            var expected = naive.Encode(Encoding.UTF8.GetString(bytes));
            var actual = new List<int>();
            encoding.Encode(bytes, actual);
            if (!expected.SequenceEqual(actual) || counter.Count(bytes) != expected.Count)
                Assert.Fail($"{name}, seed {seed}, text {i}, {Convert.ToHexString(bytes)}: {string.Join(',', actual)}");
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Decode_EncodedText_IsTheText(string name, int seed)
    {
        var encoding = TokenEncoding.Get(name);
        var random = new Random(seed);
        for (var i = 0; i < TextsPerRun; i++)
        {
            var bytes = RandomText.Next(random, encoding, i % RandomText.Kinds);
            var valid = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes));
            var tokens = new List<int>();
            encoding.Encode(bytes, tokens);
            if (!encoding.Decode(tokens.ToArray()).AsSpan().SequenceEqual(valid))
                Assert.Fail($"{name}, seed {seed}, text {i}: {Convert.ToHexString(bytes)}");
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Count_OneCounterForManyTexts_EqualsAFreshEncode(string name, int seed)
    {
        // Long texts of few pieces fill the caches, evict from them and find again.
        var encoding = TokenEncoding.Get(name);
        var counter = encoding.CreateCounter();
        var random = new Random(seed);
        for (var i = 0; i < 20; i++)
        {
            var bytes = Enumerable.Range(0, 400).SelectMany(part => RandomText.Next(random, encoding, part % RandomText.Kinds)).ToArray();
            var tokens = new List<int>();
            encoding.Encode(bytes, tokens);
            Assert.True(tokens.Count == counter.Count(bytes) && tokens.Count == counter.Count(bytes), $"{name}, seed {seed}, text {i}");
        }
    }

    [Theory]
    [InlineData("o200k_base")]
    [InlineData("cl100k_base")]
    [InlineData("p50k_base")]
    [InlineData("r50k_base")]
    public void Encode_RepeatedCharacter_EqualsTheDefinition(string name)
    {
        var encoding = TokenEncoding.Get(name);
        var naive = new NaiveTokenizer(encoding);
        foreach (var character in new[] { "a", "^", "0", " ", "\n", "é", "\u0300", "中" })
            for (var length = 1; length <= 150; length += length < 20 ? 1 : 13)
            {
                var text = string.Concat(Enumerable.Repeat(character, length));
                var actual = new List<int>();
                encoding.Encode(Encoding.UTF8.GetBytes(text), actual);
                Assert.Equal(naive.Encode(text), actual);
            }
    }
}
