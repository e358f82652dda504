using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Calls;

/// <summary>JSON that stands inside strings of a record. What was opened is valid until <see cref="Clear"/>. Reused from record to record;
/// not thread-safe.</summary>
internal sealed class NestedTexts
{
    private static readonly byte[] Nothing = "null"u8.ToArray();

    private readonly List<(JsonIndex Index, ByteText Text)> _opened = [];
    private int _count;

    /// <summary>Whether any of the opened texts held a key that was asked for twice.</summary>
    public bool DuplicateKeySeen
    {
        get
        {
            for (var i = 0; i < _count; i++)
                if (_opened[i].Index.DuplicateKeySeen) return true;
            return false;
        }
    }

    public void Clear()
    {
        for (var i = 0; i < _count; i++)
            if (_opened[i].Text.Length > CallLimits.KeptBytesMax) _opened[i] = (new(), new());
        _count = 0;
    }

    /// <summary>The JSON value in a string; other values as they are. Missing where the string holds no JSON object or list, or too many
    /// were opened.</summary>
    public JsonValue Open(JsonValue value)
    {
        if (!value.IsString) return value;
        var raw = value.Raw.TrimStart(" \t\r\n"u8);
        if (raw.IsEmpty || raw[0] is not ((byte)'{' or (byte)'[' or (byte)'\\')) return default;
        return Take() is { } text && TryRead(text.Append(value.Utf8), out var root) ? root : default;
    }

    /// <summary>An empty text of the pool to write JSON into, or null where too many are open; then <see cref="TryRead"/>.</summary>
    public ByteText? Take()
    {
        if (_count == CallLimits.NestedTextsMax) return null;
        if (_count == _opened.Count) _opened.Add((new(), new()));
        var (index, text) = _opened[_count++];
        text.Clear();
        index.TryRead(Nothing, out _);
        return text;
    }

    /// <summary>Reads the JSON that was written into a taken text.</summary>
    public bool TryRead(ByteText text, out JsonValue root)
    {
        foreach (var (index, owned) in _opened)
        {
            if (!ReferenceEquals(owned, text)) continue;
            var done = index.TryRead(text.Memory, out _);
            root = done ? index.Root : default;
            return done;
        }
        root = default;
        return false;
    }
}
