using System.Text;

namespace Accounting.Tokenization.Regexes;

/// <summary>Reads <c>[…]</c>: characters, ranges, escapes, classes within (their union) and <c>&amp;&amp;</c>.</summary>
internal sealed class RegexClassParser(Rune[] runes, string pattern, int at)
{
    private const int DepthMax = 20;

    private int _at = at;
    private int _depth;

    /// <summary>The set; <paramref name="end"/> is the place behind its bracket.</summary>
    public CodePointSet Parse(out int end)
    {
        var set = Class();
        end = _at;
        return set;
    }

    private CodePointSet Class()
    {
        if (++_depth > DepthMax) throw RegexErrors.Unsupported(pattern, _at, $"classes nested deeper than {DepthMax}");
        var isNegated = Take("^");
        if (Is("]")) throw RegexErrors.Unsupported(pattern, _at, "']' as the first character of a class");
        var set = Operand();
        while (Take("&&")) set = set.And(Operand());
        if (!Take("]")) throw RegexErrors.Invalid(pattern, _at, "a '[' without ']'");
        _depth--;
        return isNegated ? set.Inverted() : set;
    }

    private CodePointSet Operand()
    {
        var set = CodePointSet.None;
        while (_at < runes.Length && !Is("]") && !Is("&&")) set = set.Or(Item());
        return set;
    }

    private CodePointSet Item()
    {
        if (Is("[:")) throw RegexErrors.Unsupported(pattern, _at, "a POSIX bracket [:…:]");
        if (Take("[")) return Class();
        var first = Single(out var isClass);
        if (isClass || !Is("-") || _at + 1 >= runes.Length || runes[_at + 1].Value == ']') return first;
        _at++;
        if (Is("[")) throw RegexErrors.Unsupported(pattern, _at, "a range that ends with a class");
        var last = Single(out isClass);
        if (isClass) throw RegexErrors.Unsupported(pattern, _at, "a range that ends with a class");
        var (from, to) = (first.Places[0], last.Places[0]);
        return from <= to
            ? CodePointSet.Range(from, to)
            : throw RegexErrors.Invalid(pattern, _at, "a range from a higher to a lower character");
    }

    private CodePointSet Single(out bool isClass)
    {
        isClass = false;
        if (_at == runes.Length) throw RegexErrors.Invalid(pattern, _at, "a '[' without ']'");
        if (!Take("\\")) return CodePointSet.Of(runes[_at++].Value);
        if (_at == runes.Length) throw RegexErrors.Invalid(pattern, _at, "a '\\' at the end");
        return RegexEscape.Parse(runes, pattern, ref _at, out isClass);
    }

    private bool Is(string expected)
    {
        if (_at + expected.Length > runes.Length) return false;
        for (var i = 0; i < expected.Length; i++)
            if (runes[_at + i].Value != expected[i]) return false;
        return true;
    }

    private bool Take(string expected)
    {
        if (!Is(expected)) return false;
        _at += expected.Length;
        return true;
    }
}
