using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Streams;

/// <summary>One content block of a streamed Anthropic message.</summary>
internal sealed class StreamedBlock
{
    private readonly JsonIndex _index = new();
    private readonly ByteText _start = new();
    private readonly ByteText _text = new();
    private readonly ByteText _input = new();

    public void Clear()
    {
        _start.Clear();
        _text.Clear();
        _input.Clear();
    }

    public void Start(JsonValue block) => _start.Keep(block);

    public void Add(JsonValue delta)
    {
        _text.Append(Escaped(delta["text"u8]));
        _text.Append(Escaped(delta["thinking"u8]));
        var input = delta["partial_json"u8];
        if (input.IsString) _input.Append(input.Utf8);
    }

    public void Write(ByteText json)
    {
        var block = _start.Length > 0 && _index.TryRead(_start.Memory, out _) ? _index.Root : default;
        json.Append("{"u8);
        foreach (var (key, value) in block.Members)
        {
            if (key.Is("text"u8) || key.Is("thinking"u8)) json.AppendName(key.Raw).Append("\""u8).Append(Escaped(value)).Append(_text.Span).Append("\""u8);
            else if (!key.Is("input"u8) || _input.Length == 0) json.AppendName(key.Raw).AppendValue(value);
        }
        // Of a stream that broke off, the input is no JSON: then the block stays without it.
        if (_input.Length > 0 && _index.TryRead(_input.Memory, out _)) json.AppendName("input"u8).Append(_input.Span);
        json.Append("}"u8);
    }

    private static ReadOnlySpan<byte> Escaped(JsonValue value) => value.IsString ? value.Raw : default;
}
