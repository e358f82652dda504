using System.Text;

namespace Accounting.Tokenization.Tests.Splitting;

public class SplitterReferenceTests
{
    // One or two of every class that a pattern can tell, in every length of UTF-8 that the class has.
    private static readonly string[] Kinds =
        [" ", "\n", "\r", "\t", "\u00a0", "\u3000", "'", "/", "!", "😀", "s", "S", "ſ", "l", "É", "𞤀", "中", "ʰ", "\u0301", "7", "٣", "𝟘"];

    [Theory]
    [InlineData("r50k_base")]
    [InlineData("cl100k_base")]
    [InlineData("o200k_base")]
    public void PieceEnd_EveryThreeKindsInTwoOrders_EqualsTheReference(string encoding)
    {
        var pattern = ReferencePatterns.For(encoding);
        foreach (var first in Kinds)
            foreach (var second in Kinds)
                foreach (var third in Kinds)
                    AssertSame(encoding, pattern, first + second + third + first + third + second);
    }

    [Theory]
    [InlineData("r50k_base")]
    [InlineData("cl100k_base")]
    [InlineData("o200k_base")]
    public void PieceEnd_CodePointsAloneAfterALetterAndAfterASpace_EqualsTheReference(string encoding)
    {
        // From the ideographs on nearly all are alike: a part of them is enough for each run, since the class of each is tested for itself.
        const int eachUpTo = 0x3400, stepAbove = 31;
        var pattern = ReferencePatterns.For(encoding);
        for (var code = 0; code < 0x110000; code += code < eachUpTo ? 1 : stepAbove)
        {
            if (!Rune.IsValid(code)) continue;
            var text = char.ConvertFromUtf32(code);
            AssertSame(encoding, pattern, text + "a" + text + " " + text);
        }
    }

    [Theory]
    [InlineData("r50k_base", 1)]
    [InlineData("cl100k_base", 2)]
    [InlineData("o200k_base", 3)]
    public void PieceEnd_RandomKinds_EqualsTheReference(string encoding, int seed)
    {
        var random = new Random(seed);
        var pattern = ReferencePatterns.For(encoding);
        for (var i = 0; i < 1500; i++)
        {
            var kinds = random.GetItems(Kinds, 1 + random.Next(4));
            AssertSame(encoding, pattern, string.Concat(random.GetItems(kinds, 1 + random.Next(80))));
        }
    }

    private static void AssertSame(string encoding, ReferencePattern pattern, string text)
    {
        var expected = ReferencePatterns.Split(pattern, text);
        var actual = Pieces.Of(encoding, text);
        if (expected.SequenceEqual(actual)) return;
        Assert.Fail($"{encoding}: '{Escape(text)}' gives {Escape(string.Join('|', actual))}, not {Escape(string.Join('|', expected))}");
    }

    private static string Escape(string text) =>
        string.Concat(text.Select(unit => unit is >= ' ' and < '\u007f' ? unit.ToString() : $"\\u{(int)unit:x4}"));
}
