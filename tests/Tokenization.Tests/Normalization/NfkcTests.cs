using System.Text;
using Accounting.Tokenization.Normalization;

namespace Accounting.Tokenization.Tests.Normalization;

public class NfkcTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("ﬁ ½ ² Å ａ１", "fi 1⁄2 2 Å a1")]
    [InlineData("e\u0301", "é")]
    [InlineData("a\u0301\u0316", "\u00e1\u0316")]
    [InlineData("a\u0316\u0301", "\u00e1\u0316")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("s\u0307\u0323", "ṩ")]
    [InlineData("\u1e9b\u0323", "ṩ")]
    [InlineData("a\u0300\u0300", "à\u0300")]
    [InlineData("\u0958", "\u0915\u093c")]
    [InlineData("\u0344", "\u0308\u0301")]
    [InlineData("\u1112\u1161\u11ab", "한")]
    [InlineData("\ud558\u11ab", "한")]
    [InlineData("한국어", "한국어")]
    [InlineData("\ufb1d", "\u05d9\u05b4")]
    [InlineData("ｶﾞ", "ガ")]
    [InlineData("\u00a0\u3000\u2003", "   ")]
    [InlineData("\ufdfa", "صلى الله عليه وسلم")]
    [InlineData("\U0001d15e", "\U0001d157\U0001d165")]
    [InlineData("𝔸😀", "A😀")]
    public void Normalize_Text_IsInFormKc(string text, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(new Nfkc().Normalize(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void Normalize_CodePointsTwice_IsTheSameAsOnce()
    {
        var nfkc = new Nfkc();
        for (var code = 0; code < 0x30000; code += code is >= 0x3400 and < 0xF900 ? 31 : 1)
        {
            if (!Rune.IsValid(code)) continue;
            var once = nfkc.Normalize(Encoding.UTF8.GetBytes("a" + char.ConvertFromUtf32(code) + "\u0316\u0301")).ToArray();
            if (!nfkc.Normalize(once).SequenceEqual(once)) Assert.Fail($"U+{code:X4}");
        }
    }
}
