using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Streams;

/// <summary>Events of Bedrock's ConverseStream: text by blocks, and the usage in the metadata at the end.</summary>
internal sealed class ConverseStream : IStreamShape
{
    private readonly ByteText _text = new();
    private readonly ByteText _reason = new();
    private readonly ByteText _usage = new();
    private readonly ByteText _speed = new();
    private readonly ByteText _tier = new();

    public bool Knows(JsonValue item) =>
        item["messageStart"u8].IsObject || item["contentBlockDelta"u8].IsObject || item["messageStop"u8].IsObject || item["metadata"u8]["usage"u8].IsObject;

    public void Clear()
    {
        _text.Clear();
        _reason.Clear();
        _usage.Clear();
        _speed.Clear();
        _tier.Clear();
    }

    public void Add(JsonValue item)
    {
        var delta = item["contentBlockDelta"u8]["delta"u8];
        if (delta["text"u8] is { IsString: true } text) _text.Append(text.Raw);
        else if (delta["toolUse"u8]["input"u8] is { IsString: true } input) _text.Append(input.Raw);
        _reason.Keep(item["messageStop"u8]["stopReason"u8]);
        _usage.Keep(item["metadata"u8]["usage"u8]);
        _speed.Keep(item["metadata"u8]["performanceConfig"u8]);
        _tier.Keep(item["metadata"u8]["serviceTier"u8]);
    }

    public void Write(ByteText json)
    {
        json.Append("{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":"u8).AppendText(_text.Span).Append("}]}}"u8);
        json.AppendName("stopReason"u8).Append(_reason.Length > 0 ? _reason.Span : "\"\""u8);
        json.AppendMember("usage"u8, _usage).AppendMember("performanceConfig"u8, _speed).AppendMember("serviceTier"u8, _tier).Append("}"u8);
    }
}
