using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Streams;

/// <summary>Events of Anthropic Messages: the message's start, then blocks, then deltas whose usage is cumulative, so that the last one
/// overwrites the start's.</summary>
internal sealed class AnthropicStream : IStreamShape
{
    private readonly JsonIndex _start = new();
    private readonly JsonIndex _last = new();
    private readonly ByteText _message = new();
    private readonly ByteText _usage = new();
    private readonly ByteText _error = new();
    private readonly List<StreamedBlock> _blocks = [];
    private int _count;

    public bool Knows(JsonValue item) => item["type"u8].Is("message_start"u8) || item["type"u8].Is("message_delta"u8);

    public void Clear()
    {
        _message.Clear();
        _usage.Clear();
        _error.Clear();
        _count = 0;
    }

    public void Add(JsonValue item)
    {
        var type = item["type"u8];
        if (type.Is("message_start"u8)) _message.Keep(item["message"u8]);
        else if (type.Is("message_delta"u8)) _usage.Keep(item["usage"u8]);
        else if (type.Is("content_block_start"u8)) Block(item).Start(item["content_block"u8]);
        else if (type.Is("content_block_delta"u8)) Block(item).Add(item["delta"u8]);
        else if (type.Is("error"u8)) _error.Keep(item["error"u8]);
    }

    public void Write(ByteText json)
    {
        var message = Read(_start, _message);
        json.Append("{\"type\":\"message\",\"role\":\"assistant\""u8);
        if (message["id"u8].HasValue) json.AppendName("id"u8).AppendValue(message["id"u8]);
        if (message["model"u8].HasValue) json.AppendName("model"u8).AppendValue(message["model"u8]);
        json.AppendMember("error"u8, _error);
        WriteUsage(json.AppendName("usage"u8), message["usage"u8], Read(_last, _usage));
        json.AppendName("content"u8).Append("["u8);
        for (var i = 0; i < _count; i++) _blocks[i].Write(json.AppendComma());
        json.Append("]}"u8);
    }

    private static void WriteUsage(ByteText json, JsonValue start, JsonValue last)
    {
        json.Append("{"u8);
        foreach (var (key, value) in last.Members)
            if (value.HasValue) json.AppendName(key.Raw).AppendValue(value);
        foreach (var (key, value) in start.Members)
            if (!last[key.Raw].HasValue) json.AppendName(key.Raw).AppendValue(value);
        json.Append("}"u8);
    }

    private static JsonValue Read(JsonIndex index, ByteText json) => json.Length > 0 && index.TryRead(json.Memory, out _) ? index.Root : default;

    private StreamedBlock Block(JsonValue item)
    {
        item["index"u8].TryGetInt64(out var index);
        index = Math.Clamp(index, 0, CallLimits.StreamedPartsMax - 1);
        for (; _count <= index; _count++)
        {
            if (_blocks.Count == _count) _blocks.Add(new());
            _blocks[_count].Clear();
        }
        return _blocks[(int)index];
    }
}
