namespace Accounting.Tokenization.Splitting;

/// <summary>The parts that the patterns have in common. All take valid UTF-8 and borders of code points.</summary>
internal static class Runs
{
    private const byte Wordlike = CodePointClass.Letter | CodePointClass.Number | CodePointClass.WhiteSpace;
    private const int NumberGroupMax = 3;

    /// <summary>End of the code points from <paramref name="at"/> on that have one of the classes.</summary>
    public static int EndOf(byte classes, ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && (CodePointClasses.At(text, at, out var length) & classes) != 0) at += length;
        return at;
    }

    /// <summary>End of the letters from <paramref name="at"/> on.</summary>
    public static int EndOfLetters(ReadOnlySpan<byte> text, int at) => EndOf(CodePointClass.Letter, text, at);

    /// <summary><c>\p{N}{1,3}</c> whose first code point ends at <paramref name="at"/>.</summary>
    public static int EndOfNumberGroup(ReadOnlySpan<byte> text, int at)
    {
        for (var digits = 1; digits < NumberGroupMax && at < text.Length; digits++)
        {
            if ((CodePointClasses.At(text, at, out var length) & CodePointClass.Number) == 0) break;
            at += length;
        }
        return at;
    }

    /// <summary><c> ?[^\s\p{L}\p{N}]+</c> at a start; the start itself where it does not match.</summary>
    public static int EndOfPunctuation(ReadOnlySpan<byte> text, int start)
    {
        var at = text[start] == ' ' ? start + 1 : start;
        var end = at;
        while (end < text.Length && (CodePointClasses.At(text, end, out var length) & Wordlike) == 0) end += length;
        return end > at ? end : start;
    }

    /// <summary><c>\s*[\r\n]+|\s+(?!\S)|\s+</c> at a white space.</summary>
    public static int EndOfWhiteSpaceByLines(ReadOnlySpan<byte> text, int start)
    {
        var end = EndOf(CodePointClass.WhiteSpace, text, start);
        var lineBreak = text[start..end].LastIndexOfAny((byte)'\r', (byte)'\n');
        return lineBreak >= 0 ? start + lineBreak + 1 : WithoutLast(text, start, end);
    }

    /// <summary><c>\s+(?!\S)|\s+</c> at a white space.</summary>
    public static int EndOfWhiteSpace(ReadOnlySpan<byte> text, int start) =>
        WithoutLast(text, start, EndOf(CodePointClass.WhiteSpace, text, start));

    /// <summary>Of a run of white space before something else the last one stays out, unless it is the only one.</summary>
    private static int WithoutLast(ReadOnlySpan<byte> text, int start, int end)
    {
        if (end == text.Length) return end;
        var last = end - 1;
        while ((text[last] & 0xC0) == 0x80) last--;
        return last > start ? last : end;
    }
}
