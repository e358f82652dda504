using System.Buffers.Text;
using System.Text;

namespace Accounting.Tokenization.Json;

/// <summary>
/// A value of a <see cref="JsonIndex"/>. The default value is a missing one, and looking into a missing value gives missing values, so that paths need no checks.
/// </summary>
public readonly struct JsonValue
{
    private readonly JsonIndex? _index;
    private readonly int _node;

    internal JsonValue(JsonIndex index, int node)
    {
        _index = index;
        _node = node;
    }

    public JsonKind Kind => _index is null ? JsonKind.Missing : _index[_node].Kind;

    /// <summary>Neither missing nor null.</summary>
    public bool HasValue => Kind > JsonKind.Null;
    public bool IsObject => Kind == JsonKind.Object;
    public bool IsArray => Kind == JsonKind.Array;
    public bool IsString => Kind == JsonKind.String;
    public bool IsNumber => Kind == JsonKind.Number;
    public bool IsTrue => Kind == JsonKind.True;

    /// <summary>The value as it stands in the text; a string without its quotes, escapes kept.</summary>
    public ReadOnlySpan<byte> Raw => _index is null ? default : _index.Raw(_index[_node]);

    /// <summary>The text of a string, unescaped (a lone surrogate as U+FFFD); empty for other kinds. Valid until the next call on any value of this index.</summary>
    public ReadOnlySpan<byte> Utf8 => IsString ? _index!.Unescape(_index[_node]) : default;

    /// <summary>The member of that name; missing where there is none or this is no object. Of two the last one counts, and the index remembers that it saw two.</summary>
    public JsonValue this[ReadOnlySpan<byte> name]
    {
        get
        {
            if (!IsObject) return default;
            var found = _index!.FindMember(_node, name);
            return found < 0 ? default : new(_index, found);
        }
    }

    /// <summary>A whole number, also as <c>12.0</c>, <c>1e3</c> or in a string; false for fractions, other kinds and what lies beyond a <see cref="long"/>.</summary>
    public bool TryGetInt64(out long value)
    {
        var text = IsNumber ? Raw : IsString ? Utf8 : default;
        if (Utf8Parser.TryParse(text, out value, out var used) && used == text.Length) return true;
        value = 0;
        if (text.IsEmpty || text.Length > 32 || !Utf8Parser.TryParse(text, out decimal number, out used, Exponent(text)) || used != text.Length) return false;
        if (number != decimal.Truncate(number) || number < long.MinValue || number > long.MaxValue) return false;
        value = (long)number;
        return true;
    }

    /// <summary>The text as a string: for names and ids, never for what is only counted. Empty for other kinds than strings.</summary>
    public string GetString() => IsString ? Encoding.UTF8.GetString(Utf8) : "";

    /// <summary>Whether this is a string with that text.</summary>
    public bool Is(ReadOnlySpan<byte> text) => IsString && Utf8.SequenceEqual(text);

    /// <summary>The items of an array; nothing for other kinds.</summary>
    public ItemEnumerator GetEnumerator() => new(_index, IsArray ? _node : -1);

    /// <summary>The members of an object, in order; nothing for other kinds.</summary>
    public MemberList Members => new(_index, IsObject ? _node : -1);

    private static char Exponent(ReadOnlySpan<byte> text) => text.IndexOfAny((byte)'e', (byte)'E') >= 0 ? 'E' : 'G';

    public struct ItemEnumerator
    {
        private readonly JsonIndex? _index;
        private readonly int _end;
        private int _next;

        internal ItemEnumerator(JsonIndex? index, int node)
        {
            _index = index;
            _next = node + 1;
            _end = node < 0 ? 0 : index!.After(node);
            Current = default;
        }

        public JsonValue Current { get; private set; }

        public bool MoveNext()
        {
            if (_next >= _end) return false;
            Current = new(_index!, _next);
            _next = _index!.After(_next);
            return true;
        }
    }

    public readonly struct MemberList
    {
        private readonly JsonIndex? _index;
        private readonly int _node;

        internal MemberList(JsonIndex? index, int node)
        {
            _index = index;
            _node = node;
        }

        public MemberEnumerator GetEnumerator() => new(_index, _node);
    }

    public struct MemberEnumerator
    {
        private readonly JsonIndex? _index;
        private readonly int _end;
        private int _next;

        internal MemberEnumerator(JsonIndex? index, int node)
        {
            _index = index;
            _next = node + 1;
            _end = node < 0 ? 0 : index!.After(node);
            Current = default;
        }

        /// <summary>Key (a string) and value.</summary>
        public (JsonValue Key, JsonValue Value) Current { get; private set; }

        public bool MoveNext()
        {
            if (_next >= _end) return false;
            Current = (new(_index!, _next), new(_index!, _next + 1));
            _next = _index!.After(_next + 1);
            return true;
        }
    }
}
