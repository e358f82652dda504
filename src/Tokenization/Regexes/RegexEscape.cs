using System.Globalization;
using System.Text;

namespace Accounting.Tokenization.Regexes;

/// <summary>What stands behind a backslash, inside and outside of classes.</summary>
internal static class RegexEscape
{
    private const int HexDigitsMax = 8;

    /// <summary>The set of an escape.</summary>
    /// <param name="runes">The pattern.</param>
    /// <param name="pattern">The pattern, for messages.</param>
    /// <param name="at">The place behind the backslash; then the place behind the escape.</param>
    /// <param name="isClass">Whether it stands for a class of code points rather than for one.</param>
    public static CodePointSet Parse(Rune[] runes, string pattern, ref int at, out bool isClass)
    {
        var escape = runes[at++].Value;
        isClass = true;
        switch (escape)
        {
            case 'd': return UnicodeSets.Digits;
            case 'D': return UnicodeSets.Digits.Inverted();
            case 's': return UnicodeSets.WhiteSpace;
            case 'S': return UnicodeSets.WhiteSpace.Inverted();
            case 'w': return UnicodeSets.Word;
            case 'W': return UnicodeSets.Word.Inverted();
            case 'h': return HexDigits;
            case 'H': return HexDigits.Inverted();
            case 'p' or 'P': return Property(runes, pattern, ref at, escape == 'P');
        }
        isClass = false;
        return CodePointSet.Of(escape switch
        {
            'n' => '\n', 'r' => '\r', 't' => '\t', 'f' => '\f', 'v' => '\v', 'a' => '\a', 'e' => 0x1B,
            'x' => Hex(runes, pattern, ref at, digits: 2),
            'u' => Hex(runes, pattern, ref at, digits: 4),
            _ when escape < 0x80 && char.IsAsciiLetterOrDigit((char)escape) => throw RegexErrors.Unsupported(pattern, at, $"\\{(char)escape}"),
            _ => escape,
        });
    }

    private static CodePointSet HexDigits =>
        CodePointSet.Range('0', '9').Or(CodePointSet.Range('a', 'f')).Or(CodePointSet.Range('A', 'F'));

    private static CodePointSet Property(Rune[] runes, string pattern, ref int at, bool isNegated)
    {
        var name = Braced(runes, ref at) ?? throw RegexErrors.Unsupported(pattern, at, "\\p without {}");
        if (name.StartsWith('^')) (name, isNegated) = (name[1..], !isNegated);
        var set = UnicodeSets.Property(name) ?? throw RegexErrors.Unsupported(pattern, at, $"\\p{{{name}}}");
        return isNegated ? set.Inverted() : set;
    }

    private static int Hex(Rune[] runes, string pattern, ref int at, int digits)
    {
        var text = digits == 2 ? Braced(runes, ref at) : null;
        var isBraced = text is not null;
        if (text is null)
        {
            var end = Math.Min(at + digits, runes.Length);
            text = string.Concat(runes[at..end].Select(rune => rune.ToString()));
            at = end;
            if (text.Length != digits) text = "";
        }
        if (digits == 2 && !isBraced && text is [>= '8', _])
            throw RegexErrors.Unsupported(pattern, at, $"\\x{text}, which is half a character in UTF-8,");
        return text.Length <= HexDigitsMax && int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && code is >= 0 and < CodePointSet.End
            ? code
            : throw RegexErrors.Invalid(pattern, at, "no code point in hexadecimal digits");
    }

    private static string? Braced(Rune[] runes, ref int at)
    {
        if (at == runes.Length || runes[at].Value != '{') return null;
        var end = Array.FindIndex(runes, at, rune => rune.Value == '}');
        if (end < 0) return null;
        var text = string.Concat(runes[(at + 1)..end].Select(rune => rune.ToString()));
        at = end + 1;
        return text;
    }
}
