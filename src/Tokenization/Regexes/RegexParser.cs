using System.Globalization;
using System.Text;

namespace Accounting.Tokenization.Regexes;

/// <summary>
/// Reads patterns as Oniguruma's Ruby syntax, which Hugging Face's tokenizers use. What is not supported is refused by its name.
/// </summary>
internal sealed class RegexParser
{
    private const int DepthMax = 100, RepeatMax = 1000;

    // What more than one code point folds to in (?i:…): there Oniguruma matches ligatures as well.
    private static readonly string[] LigatureLetters = ["ss", "ff", "fi", "fl", "st"];

    private readonly string _pattern;
    private readonly Rune[] _runes;
    private int _at;
    private int _depth;
    private bool _anyCase;

    private RegexParser(string pattern)
    {
        _pattern = pattern;
        _runes = [.. pattern.EnumerateRunes()];
    }

    private bool IsAtEnd => _at == _runes.Length;

    /// <exception cref="NotSupportedException">Something in the pattern is not supported; the message names it.</exception>
    /// <exception cref="InvalidDataException">It is no pattern.</exception>
    public static RegexNode Parse(string pattern)
    {
        if (pattern.Length > TokenizerLimits.PatternCharactersMax)
            throw new InvalidDataException($"A pattern has {pattern.Length} characters. Expected at most {TokenizerLimits.PatternCharactersMax}.");
        var parser = new RegexParser(pattern);
        var node = parser.Choice();
        return parser.IsAtEnd ? node : throw parser.Invalid("a ')' without '('");
    }

    private RegexNode Choice()
    {
        if (++_depth > DepthMax) throw Invalid($"groups nested deeper than {DepthMax}");
        var options = new List<RegexNode> { Sequence() };
        while (Take('|')) options.Add(Sequence());
        _depth--;
        return options.Count == 1 ? options[0] : new RegexNode.Choice(options);
    }

    private RegexNode Sequence()
    {
        var items = new List<RegexNode>();
        var start = _at;
        while (!IsAtEnd && !Is('|') && !Is(')')) items.Add(Quantified(Atom()));
        if (_anyCase) RefuseLigatures(start);
        return items.Count == 1 ? items[0] : new RegexNode.Sequence(items);
    }

    private void RefuseLigatures(int start)
    {
        var text = string.Concat(_runes[start.._at].Select(rune => rune.ToString()));
        if (Array.Find(LigatureLetters, letters => text.Contains(letters, StringComparison.OrdinalIgnoreCase)) is { } found)
            throw Unsupported($"'{found}' without regard to case, which ligatures match too");
    }

    private RegexNode Quantified(RegexNode atom)
    {
        while (TryQuantifier(out var min, out var max, out var isBraced))
        {
            if (atom is RegexNode.Ahead or RegexNode.Behind or RegexNode.Place) throw Unsupported("a repeated place or look-around");
            var isLazy = Take('?');
            if (isLazy && isBraced && min == max) throw Unsupported("a lazy {n}");
            // In Ruby's syntax a + after braces repeats what stands before once more; it does not make it possessive.
            var isPossessive = !isLazy && !isBraced && Take('+');
            if (max != 1 && atom.LengthMin == 0) throw Unsupported("a repeated group that may be empty");
            atom = new RegexNode.Repeat(atom, min, max, isLazy);
            if (isPossessive) atom = new RegexNode.Atomic(atom);
        }
        return atom;
    }

    private bool TryQuantifier(out int min, out int max, out bool isBraced)
    {
        (min, max, isBraced) = (0, int.MaxValue, false);
        if (Take('*')) return true;
        if (Take('?'))
        {
            max = 1;
            return true;
        }
        if (Take('+'))
        {
            min = 1;
            return true;
        }
        isBraced = true;
        return Is('{') && TryBraces(out min, out max);
    }

    /// <summary><c>{n}</c>, <c>{n,}</c>, <c>{n,m}</c>, <c>{,m}</c>; anything else is an ordinary brace.</summary>
    private bool TryBraces(out int min, out int max)
    {
        var start = _at++;
        var hasMin = TryNumber(out min);
        max = min;
        var hasComma = Take(',');
        var hasMax = false;
        if (hasComma) hasMax = TryNumber(out max);
        if (hasComma && !hasMax) max = int.MaxValue;
        if ((!hasMin && !hasMax) || !Take('}'))
        {
            _at = start;
            return false;
        }
        if (min > max) throw Unsupported("{n,m} with n above m");
        if (min > RepeatMax || (max != int.MaxValue && max > RepeatMax)) throw Unsupported($"more than {RepeatMax} repetitions");
        return true;
    }

    private bool TryNumber(out int number)
    {
        var start = _at;
        for (number = 0; !IsAtEnd && _runes[_at].IsAscii && char.IsAsciiDigit((char)_runes[_at].Value); _at++)
            number = Math.Min(10 * number + _runes[_at].Value - '0', RepeatMax + 1);
        return _at > start;
    }

    private RegexNode Atom()
    {
        var rune = _runes[_at++];
        switch (rune.Value)
        {
            case '(': return Group();
            case '[': return new RegexNode.Set(Folded(new RegexClassParser(_runes, _pattern, _at).Parse(out _at), isClass: true));
            case '.': return new RegexNode.Set(CodePointSet.Of('\n').Inverted());
            case '^': return new RegexNode.Place(RegexPlace.LineStart);
            case '$': return new RegexNode.Place(RegexPlace.LineEnd);
            case '\\': return Escape();
            case '*' or '+' or '?': throw Invalid("nothing to repeat");
            default: return new RegexNode.Set(Folded(CodePointSet.Of(rune.Value), isClass: false));
        }
    }

    private RegexNode Group()
    {
        var outer = _anyCase;
        Func<RegexNode, RegexNode> wrap = node => node;
        if (Take('?'))
        {
            if (Take('i')) _anyCase = Expect(':');
            else if (Take('=')) wrap = node => new RegexNode.Ahead(node, IsNegative: false);
            else if (Take('!')) wrap = node => new RegexNode.Ahead(node, IsNegative: true);
            else if (Take('>')) wrap = node => new RegexNode.Atomic(node);
            else if (Take('<')) wrap = Behind(isNegative: !Take('=') && Expect('!'));
            else if (!Take(':')) throw Unsupported($"the group (?{(IsAtEnd ? "" : _runes[_at])}");
        }
        var inner = Choice();
        if (!Take(')')) throw Invalid("a '(' without ')'");
        _anyCase = outer;
        return wrap(inner);
    }

    private Func<RegexNode, RegexNode> Behind(bool isNegative) => node => node is RegexNode.Set set
        ? new RegexNode.Behind(set.Codes, isNegative)
        : throw Unsupported("looking behind at more than one character");

    private RegexNode Escape()
    {
        if (IsAtEnd) throw Invalid("a '\\' at the end");
        RegexPlace? place = _runes[_at].Value switch
        {
            'A' => RegexPlace.TextStart,
            'z' => RegexPlace.TextEnd,
            'b' => RegexPlace.WordBorder,
            'B' => RegexPlace.NoWordBorder,
            _ => null,
        };
        if (place is { } known)
        {
            _at++;
            return new RegexNode.Place(known);
        }
        var set = RegexEscape.Parse(_runes, _pattern, ref _at, out var isClass);
        return new RegexNode.Set(Folded(set, isClass));
    }

    /// <summary>With the other case of ASCII letters, where case does not matter; U+017F is an s, U+212A a k.</summary>
    private CodePointSet Folded(CodePointSet set, bool isClass)
    {
        if (!_anyCase) return set;
        if (!set.And(CodePointSet.Range(0x80, CodePointSet.End - 1)).IsEmpty)
            throw Unsupported(isClass
                ? "a class of other than ASCII characters without regard to case"
                : "other than ASCII characters without regard to case");
        var folded = set;
        for (int lower = 'a'; lower <= 'z'; lower++)
        {
            var upper = lower - 'a' + 'A';
            if (!set.Contains(lower) && !set.Contains(upper)) continue;
            folded = folded.Or(CodePointSet.Of(lower)).Or(CodePointSet.Of(upper));
            if (lower == 's') folded = folded.Or(CodePointSet.Of(0x17F));
            if (lower == 'k') folded = folded.Or(CodePointSet.Of(0x212A));
        }
        return folded;
    }

    private bool Is(char expected) => !IsAtEnd && _runes[_at].Value == expected;

    private bool Take(char expected)
    {
        if (!Is(expected)) return false;
        _at++;
        return true;
    }

    private bool Expect(char expected) =>
        Take(expected) ? true : throw Unsupported(string.Create(CultureInfo.InvariantCulture, $"a group without '{expected}'"));

    private NotSupportedException Unsupported(string what) => RegexErrors.Unsupported(_pattern, _at, what);

    private InvalidDataException Invalid(string what) => RegexErrors.Invalid(_pattern, _at, what);
}
