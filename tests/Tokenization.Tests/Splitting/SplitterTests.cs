namespace Accounting.Tokenization.Tests.Splitting;

public class SplitterTests
{
    [Theory]
    [InlineData("I'm sure they'Re", "I|'m| sure| they|'|Re")]
    [InlineData("don't we'll you'd I've it's 'd's", "don|'t| we|'ll| you|'d| I|'ve| it|'s| '|d|'s")]
    [InlineData("'some 'ſ", "'s|ome| '|ſ")]
    [InlineData("abc123def 4567", "abc|123|def| 4567")]
    [InlineData("x½² Ⅷ٣", "x|½²| Ⅷ٣")]
    [InlineData("a  b", "a| | b")]
    [InlineData("a   \n\n b", "a|   \n\n| b")]
    [InlineData("a\tb \u00a0\u3000c", "a|\t|b| \u00a0|\u3000|c")]
    [InlineData("a \n", "a| \n")]
    [InlineData("!!\n(x)", "!!|\n|(|x|)")]
    [InlineData(" \u0301e\u0301", " \u0301|e|\u0301")]
    [InlineData(" ", " ")]
    public void Gpt2_EachAlternative_SplitsAsWritten(string text, string expected) => AssertPieces("r50k_base", text, expected);

    [Theory]
    [InlineData("I'm SURE they'RE 'D", "I|'m| SURE| they|'RE| '|D")]
    [InlineData("'some", "'s|ome")]
    [InlineData("'ſome it'ſ", "'ſ|ome| it|'ſ")]
    [InlineData("'Ll'l'x'", "'Ll|'l|'x|'")]
    [InlineData("1234567 12", "123|456|7| |12")]
    [InlineData("١٢٣٤", "١٢٣|٤")]
    [InlineData("$abc %def \tghi", "$abc| %|def| |\tghi")]
    [InlineData("a\u00a0b\u0085c\u3000d", "a|\u00a0b|\u0085c|\u3000d")]
    [InlineData("a\rb\nc", "a|\r|b|\n|c")]
    [InlineData("!?\r\n\r\n x", "!?\r\n\r\n| x")]
    [InlineData(" ...\n//\n", " ...\n|//\n")]
    [InlineData("a \n \n  b", "a| \n \n| | b")]
    [InlineData("a  \u3000b", "a|  |\u3000b")]
    [InlineData("a  \u3000!", "a|  |\u3000|!")]
    [InlineData("a   ", "a|   ")]
    [InlineData("\ufeffa\u180eb\u001cc", "\ufeffa|\u180eb|\u001cc")]
    [InlineData("\ufeff \u001c!", "\ufeff| \u001c!")]
    [InlineData("中文AB", "中文AB")]
    [InlineData("e\u0301\u0301a", "e|\u0301\u0301|a")]
    [InlineData("𐐀𝟘𝟙𝟚𝟛", "𐐀|𝟘𝟙𝟚|𝟛")]
    [InlineData("👨‍👩‍👧❤️", "👨‍👩‍👧❤️")]
    public void Cl100k_EachAlternative_SplitsAsWritten(string text, string expected) => AssertPieces("cl100k_base", text, expected);

    [Theory]
    [InlineData("I'm SURE they'RE", "I'm| SURE| they'RE")]
    [InlineData("it's's 'some", "it's|'s| '|some")]
    [InlineData("it'ſx", "it'ſ|x")]
    [InlineData("'some", "'some")]
    [InlineData("中文AB 中文ABc", "中文|AB| 中文ABc")]
    [InlineData("HTTPServer camelCase XMLs", "HTTPServer| camel|Case| XMLs")]
    [InlineData("ABC'd aB'd", "ABC'd| a|B'd")]
    [InlineData("ǅa aǅ", "ǅa| a|ǅ")]
    [InlineData("!\n//\n x", "!\n//\n| x")]
    [InlineData("\n//a", "\n|//|a")]
    [InlineData(" /\r\n/", " /\r\n/")]
    [InlineData("//ab", "//|ab")]
    [InlineData("/ab", "/ab")]
    [InlineData("\u0301\u0301", "\u0301\u0301")]
    [InlineData("\u0301AB", "\u0301|AB")]
    [InlineData("\u0301Ab", "\u0301Ab")]
    [InlineData("\u0301\u0301AB", "\u0301\u0301|AB")]
    [InlineData("!\u0301AB", "!\u0301|AB")]
    [InlineData("!!\u0301", "!!\u0301")]
    [InlineData("AʰB", "Aʰ|B")]
    [InlineData("1234½", "123|4½")]
    [InlineData("\u3000AB \tab", "\u3000AB| |\tab")]
    [InlineData("a \r\n \tb", "a| \r\n| |\tb")]
    public void O200k_EachAlternative_SplitsAsWritten(string text, string expected) => AssertPieces("o200k_base", text, expected);

    private static void AssertPieces(string encoding, string text, string expected)
    {
        Assert.Equal(expected.Split('|'), Pieces.Of(encoding, text));
        Assert.Equal(expected.Split('|'), ReferencePatterns.Split(ReferencePatterns.For(encoding), text));
    }
}
