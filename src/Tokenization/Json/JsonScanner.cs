using System.Buffers;

namespace Accounting.Tokenization.Json;

/// <summary>
/// Reads one JSON text (RFC 8259) into an index's nodes. Strict as <see cref="System.Text.Json.Utf8JsonReader"/>, which walks a string byte by byte after its first escape and
/// so reads logged code and prose at a third of this speed; a test holds the two to the same answer.
/// </summary>
internal ref struct JsonScanner(ReadOnlySpan<byte> text, JsonIndex index)
{
    /// <summary>What ends the plain part of a string: its quote, an escape, or a control character, which is not allowed.</summary>
    private static readonly SearchValues<byte> StringEnds = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly JsonIndex _index = index;
    private int _at;

    public JsonError Error { get; private set; }

    /// <summary>False where the text is not one JSON value: <see cref="Error"/> says why.</summary>
    public bool Read()
    {
        SkipBlanks();
        while (true)
        {
            if (!Value(out var isOpened)) return false;
            if (isOpened && !_index.InObject && !Peek((byte)']')) continue;
            if (isOpened && _index.InObject && !Peek((byte)'}'))
            {
                if (!Key()) return false;
                continue;
            }
            if (!AfterValue(isOpened, out var isDone)) return false;
            if (isDone) return true;
        }
    }

    /// <summary>After a value: closes what ends here, up to a comma (then stands before the next value) or the end of the text.</summary>
    private bool AfterValue(bool isEmpty, out bool isDone)
    {
        isDone = false;
        while (_index.Depth > 0)
        {
            if (!isEmpty) SkipBlanks();
            if (_at == _text.Length) return Fail("',' or the end of an object or array expected");
            var next = _text[_at];
            if (next == ',' && !isEmpty)
            {
                _at++;
                SkipBlanks();
                return !_index.InObject || Key();
            }
            if (next != (_index.InObject ? (byte)'}' : (byte)']')) return Fail(_index.InObject ? "',' or '}' expected" : "',' or ']' expected");
            _index.Close(++_at);
            isEmpty = false;
        }
        SkipBlanks();
        isDone = true;
        return _at == _text.Length || Fail("nothing expected after the value");
    }

    private bool Key()
    {
        if (!Peek((byte)'"')) return Fail("a key in quotes expected");
        if (!String()) return false;
        SkipBlanks();
        if (!Peek((byte)':')) return Fail("':' expected");
        _at++;
        SkipBlanks();
        return true;
    }

    private bool Value(out bool isOpened)
    {
        isOpened = false;
        if (_at == _text.Length) return Fail("a value expected");
        switch (_text[_at])
        {
            case (byte)'"': return String();
            case (byte)'{' or (byte)'[':
                isOpened = true;
                if (_index.Depth == JsonIndex.DepthMax)
                {
                    Error = new(JsonErrorKind.TooDeep, _at, $"Nested deeper than {JsonIndex.DepthMax} levels.");
                    return false;
                }
                if (!_index.Open(_text[_at] == '{', _at)) return Fail();
                _at++;
                SkipBlanks();
                return true;
            case (byte)'t': return Literal("true"u8, JsonKind.True);
            case (byte)'f': return Literal("false"u8, JsonKind.False);
            case (byte)'n': return Literal("null"u8, JsonKind.Null);
            default: return Number();
        }
    }

    private bool Literal(ReadOnlySpan<byte> literal, JsonKind kind)
    {
        if (!_text[_at..].StartsWith(literal)) return Fail("a value expected");
        _at += literal.Length;
        return Add(kind, false, _at - literal.Length);
    }

    private bool String()
    {
        var start = ++_at;
        var isEscaped = false;
        while (true)
        {
            var plain = _text[_at..].IndexOfAny(StringEnds);
            if (plain < 0)
            {
                _at = _text.Length;
                return Fail("the end of a string expected");
            }
            _at += plain;
            if (_text[_at] == '"') break;
            if (_text[_at] != '\\') return Fail("no control character expected inside a string");
            isEscaped = true;
            if (!Escape()) return Fail("an escape that JSON knows expected");
        }
        _at++;
        return Add(JsonKind.String, isEscaped, start, _at - 1 - start);
    }

    private bool Escape()
    {
        if (_at + 1 >= _text.Length) return false;
        var escape = _text[_at + 1];
        if (escape == 'u')
        {
            if (_at + 6 > _text.Length) return false;
            foreach (var digit in _text.Slice(_at + 2, 4))
                if (!char.IsAsciiHexDigit((char)digit)) return false;
            _at += 6;
            return true;
        }
        _at += 2;
        return "\"\\/bfnrt"u8.Contains(escape);
    }

    private bool Number()
    {
        var start = _at;
        if (Peek((byte)'-')) _at++;
        if (Peek((byte)'0')) _at++;
        else if (!Digits()) return Fail("a value expected");
        if (Peek((byte)'.'))
        {
            _at++;
            if (!Digits()) return Fail("a digit expected");
        }
        if (Peek((byte)'e') || Peek((byte)'E'))
        {
            _at++;
            if (Peek((byte)'+') || Peek((byte)'-')) _at++;
            if (!Digits()) return Fail("a digit expected");
        }
        return Add(JsonKind.Number, false, start);
    }

    private bool Digits()
    {
        var start = _at;
        while (_at < _text.Length && char.IsAsciiDigit((char)_text[_at])) _at++;
        return _at > start;
    }

    private readonly bool Peek(byte expected) => _at < _text.Length && _text[_at] == expected;

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r') _at++;
    }

    private bool Add(JsonKind kind, bool isEscaped, int start) => Add(kind, isEscaped, start, _at - start);

    private bool Add(JsonKind kind, bool isEscaped, int start, int length) => _index.Add(kind, isEscaped, start, length) || Fail();

    private bool Fail(string expected)
    {
        var message = _at < _text.Length ? $"{expected}, but byte {_at} is {Show(_text[_at])}" : $"{expected}, but the text ends at byte {_at}";
        Error = new(JsonErrorKind.Invalid, _at, $"Not JSON: {message}.");
        return false;
    }

    private bool Fail()
    {
        Error = new(JsonErrorKind.TooManyValues, _at, $"More than {JsonIndex.ValuesMax} values in one record.");
        return false;
    }

    private static string Show(byte found) => found is > 0x20 and < 0x7F ? $"'{(char)found}'" : $"0x{found:X2}";
}
