using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Streams;

/// <summary>Events of OpenAI Responses: the last one that closes the answer holds it whole. Of a stream that broke off, the text that came
/// is kept.</summary>
internal sealed class ResponsesStream : IStreamShape
{
    private readonly ByteText _whole = new();
    private readonly ByteText _id = new();
    private readonly ByteText _created = new();
    private readonly ByteText _model = new();
    private readonly ByteText _text = new();

    public bool Knows(JsonValue item) => item["type"u8].IsString && item["type"u8].Utf8.StartsWith("response."u8);

    public void Clear()
    {
        _whole.Clear();
        _id.Clear();
        _created.Clear();
        _model.Clear();
        _text.Clear();
    }

    public void Add(JsonValue item)
    {
        var type = item["type"u8];
        if (type.Is("response.output_text.delta"u8) && item["delta"u8] is { IsString: true } delta) _text.Append(delta.Raw);
        var response = item["response"u8];
        if (!response.IsObject) return;
        _id.Keep(response["id"u8]);
        _created.Keep(response["created_at"u8]);
        _model.Keep(response["model"u8]);
        if (type.Is("response.completed"u8) || type.Is("response.incomplete"u8) || type.Is("response.failed"u8) || response["usage"u8].IsObject) _whole.Keep(response);
    }

    public void Write(ByteText json)
    {
        if (_whole.Length > 0)
        {
            json.Append(_whole.Span);
            return;
        }
        json.Append("{\"object\":\"response\""u8).AppendMember("id"u8, _id).AppendMember("created_at"u8, _created).AppendMember("model"u8, _model);
        json.AppendName("output"u8).Append("[{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":"u8)
            .AppendText(_text.Span).Append("}]}]}"u8);
    }
}
