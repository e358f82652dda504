using System.Globalization;
using System.Text;
using Accounting.Tokenization.Splitting;

namespace Accounting.Tokenization.Tests.Splitting;

public class CodePointClassesTests
{
    // The runtime's tables are Unicode 16 too. A runtime with newer ones makes this fail: then leave out what that version has assigned.
    [Fact]
    public void Of_EveryCodePoint_IsTheClassOfUnicode16()
    {
        for (var code = 0; code < 0x110000; code++)
        {
            var expected = CharUnicodeInfo.GetUnicodeCategory(code) switch
            {
                UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => CodePointClass.Upper,
                UnicodeCategory.LowercaseLetter => CodePointClass.Lower,
                UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => CodePointClass.OtherLetter,
                UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark =>
                    CodePointClass.Mark,
                UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => CodePointClass.Number,
                _ => Rune.IsValid(code) && Rune.IsWhiteSpace(new(code)) ? CodePointClass.WhiteSpace : (byte)0,
            };
            var actual = CodePointClasses.Of(code);
            if (actual != expected) Assert.Fail($"U+{code:X4} has class {actual} instead of {expected}.");
        }
    }

    [Theory]
    [InlineData(0x0085, CodePointClass.WhiteSpace)]
    [InlineData(0x00A0, CodePointClass.WhiteSpace)]
    [InlineData(0x3000, CodePointClass.WhiteSpace)]
    [InlineData(0xFEFF, 0)]
    [InlineData(0x180E, 0)]
    [InlineData(0x001C, 0)]
    [InlineData(0x200B, 0)]
    [InlineData(0x01C5, CodePointClass.Upper)]
    [InlineData(0x02B0, CodePointClass.OtherLetter)]
    [InlineData(0x20DD, CodePointClass.Mark)]
    [InlineData(0x2167, CodePointClass.Number)]
    [InlineData(0x1C89, CodePointClass.Upper)]
    [InlineData(0x105C0, CodePointClass.OtherLetter)]
    [InlineData(0x10940, 0)]
    public void Of_TrapsOfTokenizers_AreAsInRust(int code, byte expected) => Assert.Equal(expected, CodePointClasses.Of(code));
}
