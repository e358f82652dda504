using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Accounting.Tokenization.Json;

/// <summary>
/// One JSON text, read once with <see cref="Utf8JsonReader"/> into a flat list of its values. Walking it afterwards costs nothing like reading again, and no text becomes
/// a string. An index is reused from record to record; the values that it gave out are valid until the next <see cref="TryRead"/>. Not thread-safe.
/// </summary>
public sealed class JsonIndex
{
    /// <summary>Deepest nesting read. Real logs stay under 40; a bound keeps hostile ones from costing more than their size.</summary>
    public const int DepthMax = 256;

    /// <summary>Most values of one text: 16 bytes each are held while it is read.</summary>
    public const int ValuesMax = 16_000_000;

    private readonly int[] _open = new int[DepthMax + 1];
    private Node[] _nodes = new Node[256];
    private byte[] _scratch = new byte[4096];
    private int _count;

    internal ReadOnlyMemory<byte> Text { get; private set; }

    /// <summary>Whether a key that was asked for stood twice in its object since the last <see cref="TryRead"/>. The last one counts, as in most parsers, but two readers may disagree about such a record.</summary>
    public bool DuplicateKeySeen { get; internal set; }

    /// <summary>Whether a text that was asked for held a lone surrogate or invalid UTF-8 since the last <see cref="TryRead"/>; each counts as U+FFFD.</summary>
    public bool ReplacedText { get; internal set; }

    /// <summary>The value read last.</summary>
    public JsonValue Root => new(this, 0);

    /// <summary>Reads one JSON value that fills <paramref name="text"/>. The text must stay unchanged while the index is used.</summary>
    public bool TryRead(ReadOnlyMemory<byte> text, out JsonError error)
    {
        Text = text;
        DuplicateKeySeen = ReplacedText = false;
        _count = 0;
        var reader = new Utf8JsonReader(text.Span, new JsonReaderOptions { MaxDepth = DepthMax });
        try
        {
            while (reader.Read())
            {
                if (_count == _nodes.Length)
                {
                    if (_count >= ValuesMax)
                    {
                        error = new(JsonErrorKind.TooManyValues, reader.TokenStartIndex, $"More than {ValuesMax} values in one record.");
                        return false;
                    }
                    Array.Resize(ref _nodes, Math.Min(2 * _count, ValuesMax));
                }
                Add(ref reader);
            }
            error = default;
            return true;
        }
        catch (JsonException exception)
        {
            var kind = exception.Message.Contains("depth", StringComparison.Ordinal) && reader.CurrentDepth >= DepthMax - 1 ? JsonErrorKind.TooDeep : JsonErrorKind.Invalid;
            error = new(kind, reader.BytesConsumed, kind == JsonErrorKind.TooDeep ? $"Nested deeper than {DepthMax} levels." : exception.Message);
            return false;
        }
    }

    internal ref readonly Node this[int node] => ref _nodes[node];

    /// <summary>The node after a value and all that is in it.</summary>
    internal int After(int node) => _nodes[node].Next;

    /// <summary>The unescaped bytes of a text without quotes: a slice of the record where it has no escape, else of scratch memory that the next call overwrites.</summary>
    internal ReadOnlySpan<byte> Unescape(in Node node)
    {
        var raw = Text.Span.Slice(node.Start, node.Length);
        if (!node.Escaped) return raw;
        if (_scratch.Length < raw.Length) _scratch = new byte[Math.Max(raw.Length, 2 * _scratch.Length)];
        var length = JsonText.Unescape(raw, _scratch, out var replaced);
        ReplacedText |= replaced;
        return _scratch.AsSpan(0, length);
    }

    private void Add(ref Utf8JsonReader reader)
    {
        ref var node = ref _nodes[_count];
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                node = new(reader.TokenType == JsonTokenType.StartObject ? JsonKind.Object : JsonKind.Array, false, (int)reader.TokenStartIndex, 0, 0);
                _open[reader.CurrentDepth] = _count++;
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                ref var opened = ref _nodes[_open[reader.CurrentDepth]];
                opened = opened with { Length = (int)reader.TokenStartIndex + 1 - opened.Start, Next = _count };
                break;
            case JsonTokenType.String or JsonTokenType.PropertyName:
                node = new(JsonKind.String, reader.ValueIsEscaped, (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, _count + 1);
                _count++;
                break;
            default:
                var kind = reader.TokenType switch
                {
                    JsonTokenType.Number => JsonKind.Number,
                    JsonTokenType.True => JsonKind.True,
                    JsonTokenType.False => JsonKind.False,
                    _ => JsonKind.Null,
                };
                node = new(kind, false, (int)reader.TokenStartIndex, reader.ValueSpan.Length, _count + 1);
                _count++;
                break;
        }
    }

    /// <summary>One value: an object's children are key, value, key, value.</summary>
    [SuppressMessage("Performance", "CA1815", Justification = "Never compared.")]
    internal readonly record struct Node(JsonKind Kind, bool Escaped, int Start, int Length, int Next);
}
