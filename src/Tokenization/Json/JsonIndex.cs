using System.Runtime.InteropServices;

namespace Accounting.Tokenization.Json;

/// <summary>
/// One JSON text, read once into a flat list of its values. Walking it afterwards costs nothing like reading again, and no text becomes
/// a string. An index is reused from record to record; the values that it gave out are valid until the next <see cref="TryRead"/>. Not thread-safe.
/// </summary>
public sealed class JsonIndex
{
    /// <summary>Deepest nesting read. Real logs stay under 40; a bound keeps hostile ones from costing more than their size.</summary>
    public const int DepthMax = 256;

    /// <summary>Most values of one text, 20 bytes each while it is read. An answer of 2,000 embeddings has 3 million.</summary>
    public const int ValuesMax = 4_000_000;

    private readonly int[] _open = new int[DepthMax];
    private Node[] _nodes = new Node[256];
    private byte[] _scratch = new byte[4096];
    private int _count;
    private ArraySegment<byte> _text = ArraySegment<byte>.Empty;

    /// <summary>
    /// Whether a key that was asked for stood twice in its object since the last <see cref="TryRead"/>. The last one counts, as in most parsers, but two readers may
    /// disagree about such a record.
    /// </summary>
    public bool DuplicateKeySeen { get; internal set; }

    /// <summary>Whether a text that was asked for held a lone surrogate since the last <see cref="TryRead"/>; each counts as U+FFFD.</summary>
    public bool ReplacedText { get; internal set; }

    /// <summary>The value read last.</summary>
    public JsonValue Root => new(this, 0);

    /// <summary>Reads one JSON value that fills <paramref name="text"/> (blanks around it allowed). The text must stay unchanged while the index is used.</summary>
    public bool TryRead(ReadOnlyMemory<byte> text, out JsonError error)
    {
        // An array behind the memory is reached in one step; a memory asks each time what is behind it.
        if (!MemoryMarshal.TryGetArray(text, out _text)) _text = text.ToArray();
        DuplicateKeySeen = ReplacedText = false;
        _count = Depth = 0;
        InObject = false;
        var scanner = new JsonScanner(_text, this);
        var isRead = scanner.Read();
        error = scanner.Error;
        return isRead;
    }

    internal ref readonly Node this[int node] => ref _nodes[node];

    /// <summary>The bytes of a value as they stand in the text.</summary>
    internal ReadOnlySpan<byte> Raw(in Node node) => _text.AsSpan(node.Start, node.Length);

    /// <summary>The last member of that name of an object, or -1.</summary>
    internal int FindMember(int parent, ReadOnlySpan<byte> name)
    {
        var nodes = _nodes.AsSpan(0, _count);
        var found = -1;
        for (var key = parent + 1; key < nodes[parent].Next; key = nodes[key + 1].Next)
        {
            ref readonly var node = ref nodes[key];
            var isMatch = node.Escaped ? Unescape(node).SequenceEqual(name) : node.Length == name.Length && Raw(node).SequenceEqual(name);
            if (!isMatch) continue;
            DuplicateKeySeen |= found >= 0;
            found = key + 1;
        }
        return found;
    }

    /// <summary>The node after a value and all that is in it.</summary>
    internal int After(int node) => _nodes[node].Next;

    /// <summary>The unescaped bytes of a text without quotes: a slice of the record where it has no escape, else of scratch memory that the next call overwrites.</summary>
    internal ReadOnlySpan<byte> Unescape(in Node node)
    {
        var raw = Raw(node);
        if (!node.Escaped) return raw;
        if (_scratch.Length < raw.Length) _scratch = new byte[Math.Max(raw.Length, 2 * _scratch.Length)];
        var length = JsonText.Unescape(raw, _scratch, out var replaced);
        ReplacedText |= replaced;
        return _scratch.AsSpan(0, length);
    }

    /// <summary>Objects and arrays open while reading.</summary>
    internal int Depth { get; private set; }

    /// <summary>Whether the innermost open value is an object.</summary>
    internal bool InObject { get; private set; }

    /// <summary>Adds a value without children. False: there are too many.</summary>
    internal bool Add(JsonKind kind, bool isEscaped, int start, int length)
    {
        if (_count == _nodes.Length && !Grow()) return false;
        _nodes[_count] = new(kind, isEscaped, start, length, _count + 1);
        _count++;
        return true;
    }

    internal bool Open(bool isObject, int start)
    {
        if (!Add(isObject ? JsonKind.Object : JsonKind.Array, false, start, 0)) return false;
        _open[Depth++] = _count - 1;
        InObject = isObject;
        return true;
    }

    /// <summary>Closes the innermost object or array; <paramref name="end"/> is the byte after its bracket.</summary>
    internal void Close(int end)
    {
        ref var node = ref _nodes[_open[--Depth]];
        node = node with { Length = end - node.Start, Next = _count };
        InObject = Depth > 0 && _nodes[_open[Depth - 1]].Kind == JsonKind.Object;
    }

    private bool Grow()
    {
        if (_count >= ValuesMax) return false;
        Array.Resize(ref _nodes, Math.Min(2 * _count, ValuesMax));
        return true;
    }

    /// <summary>One value: an object's children are key, value, key, value.</summary>
    internal readonly record struct Node(JsonKind Kind, bool Escaped, int Start, int Length, int Next);
}
