using System.Text;
using Accounting.Tokenization.Splitting;

namespace Accounting.Tokenization.Tests.Splitting;

/// <summary>Borders block by block, with those piece by piece as their check.</summary>
public class BorderFinderTests
{
    private static readonly string[] Parts =
        ["'", "'s", "'S", "'ll", "'lL", "'Ve", "'ſ", "\n", "\r", "\r\n", "\n/", " ", "  ", "\t", "\v", "/", "//", "!", ")", "\0", "\u001f",
            "\u007f", "a", "B", "aB", "Abc", "ABC", "hello", "s", "T", "1", "12", "1234567", "é", "ǅ", "中", "ʰ", "\u0301",
            "\u00a0", "\u3000", "½", "😀"];

    [Theory]
    [InlineData("r50k_base", 31)]
    [InlineData("cl100k_base", 32)]
    [InlineData("o200k_base", 33)]
    public void Find_RandomTexts_GivesTheSplittersBorders(string encoding, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 12_000; i++)
        {
            // Few kinds in a text make long runs; some texts have ASCII alone, so that nothing but blocks is looked at.
            var kinds = random.GetItems(Parts, 1 + random.Next(7));
            if (i % 2 == 0) kinds = kinds.Select(kind => Ascii.IsValid(kind) ? kind : "word").ToArray();
            var text = string.Concat(random.GetItems(kinds, random.Next(1, 100)));
            AssertSame(encoding, Encoding.UTF8.GetBytes(text), $"seed {seed}, text {i}");
        }
    }

    [Theory]
    [InlineData("r50k_base")]
    [InlineData("cl100k_base")]
    [InlineData("o200k_base")]
    public void Find_EveryTwoPartsAtEveryPlaceAroundABlocksEnd_GivesTheSplittersBorders(string encoding)
    {
        foreach (var first in Parts)
            foreach (var second in Parts)
                for (var place = 58; place < 66; place++)
                {
                    var before = new StringBuilder().Insert(0, "word ", 13).ToString()[..place];
                    AssertSame(encoding, Encoding.UTF8.GetBytes(before + first + second), $"{place} before '{first}{second}'");
                    AssertSame(encoding, Encoding.UTF8.GetBytes(before + first + second + "x y"), $"{place} before '{first}{second}x y'");
                }
    }

    [Theory]
    [InlineData("r50k_base", 34)]
    [InlineData("cl100k_base", 35)]
    [InlineData("o200k_base", 36)]
    public void Find_RandomAscii_GivesTheSplittersBorders(string encoding, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 5_000; i++)
        {
            var text = new byte[1 + i % 300];
            for (var at = 0; at < text.Length; at++) text[at] = (byte)random.Next(random.Next(60) == 0 ? 32 : 128);
            AssertSame(encoding, text, $"seed {seed}, text {i}");
        }
    }

    [Fact]
    public void Find_MorePiecesThanPlaces_StopsAtABorderAndGoesOnFromThere()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a1!é\n ", 500)));
        var expected = Pieces.BordersOneByOne(SplitPattern.O200k, text);
        for (var places = 69; places < 80; places++)
            foreach (var way in Pieces.Widths) Assert.Equal(expected, Pieces.BordersByBlocks(way, SplitPattern.O200k, text, places));
    }

    private static void AssertSame(string encoding, byte[] text, string which)
    {
        var pattern = Pieces.Pattern(encoding);
        var expected = Pieces.BordersOneByOne(pattern, text);
        foreach (var way in Pieces.Widths)
        {
            var actual = Pieces.BordersByBlocks(way, pattern, text, 100);
            if (expected.SequenceEqual(actual)) continue;
            Assert.Fail($"{encoding}, {way}, {which}: {string.Join(' ', actual)}, not {string.Join(' ', expected)}: {Convert.ToHexString(text)}");
        }
    }
}
