using System.Globalization;
using System.Text;

namespace MakeTables;

/// <summary>
/// The Unicode class of every code point as runs, brotli: class (one byte), length of the run (7 bits a byte, low first, high bit: more
/// follows).
/// </summary>
internal static class ClassFile
{
    // A code point of Unicode 16 that 15.1 does not have, and one of 17 that 16 does not have.
    private const int New16 = 0x105C0, New17 = 0x10940;

    // As in src/Tokenization/Splitting/CodePointClass.cs.
    private const byte Upper = 1, Lower = 2, OtherLetter = 4, Mark = 8, Number = 16, WhiteSpace = 32;

    public static void Write(string path)
    {
        if (Category(New16) == UnicodeCategory.OtherNotAssigned || Category(New17) != UnicodeCategory.OtherNotAssigned)
            throw new InvalidOperationException("This runtime does not carry Unicode 16.");
        var raw = new List<byte>();
        for (int start = 0, next; start < 0x110000; start = next)
        {
            for (next = start + 1; next < 0x110000 && Class(next) == Class(start); next++) { }
            raw.Add(Class(start));
            var length = next - start;
            for (; length >= 0x80; length >>= 7) raw.Add((byte)(length & 0x7F | 0x80));
            raw.Add((byte)length);
        }
        File.WriteAllBytes(path, Brotli.Compress([.. raw]));
    }

    private static UnicodeCategory Category(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint);

    private static byte Class(int codePoint) => Category(codePoint) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => Upper,
        UnicodeCategory.LowercaseLetter => Lower,
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => OtherLetter,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => Mark,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Number,
        _ => Rune.IsValid(codePoint) && Rune.IsWhiteSpace(new Rune(codePoint)) ? WhiteSpace : (byte)0,
    };
}
