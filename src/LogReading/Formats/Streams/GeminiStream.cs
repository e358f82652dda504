using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Streams;

/// <summary>Chunks of Gemini's <c>streamGenerateContent</c>: each has the usage so far, the last one counts. Neighbouring texts are
/// joined, since tokens run across chunks.</summary>
internal sealed class GeminiStream : IStreamShape
{
    private readonly ByteText _model = new();
    private readonly ByteText _id = new();
    private readonly ByteText _created = new();
    private readonly ByteText _usage = new();
    private readonly ByteText _grounding = new();
    private readonly ByteText _error = new();
    private readonly ByteText _parts = new();
    private bool _inText;
    private bool _inThought;

    public bool Knows(JsonValue item) => item["candidates"u8].IsArray || item["usageMetadata"u8].IsObject;

    public void Clear()
    {
        _model.Clear();
        _id.Clear();
        _created.Clear();
        _usage.Clear();
        _grounding.Clear();
        _error.Clear();
        _parts.Clear();
        _inText = false;
    }

    public void Add(JsonValue item)
    {
        _model.Keep(item["modelVersion"u8]);
        _id.Keep(item["responseId"u8]);
        if (_created.Length == 0) _created.Keep(item["createTime"u8]);
        _usage.Keep(item["usageMetadata"u8]);
        _error.Keep(item["error"u8]);
        foreach (var candidate in item["candidates"u8])
        {
            _grounding.Keep(candidate["groundingMetadata"u8]);
            foreach (var part in candidate["content"u8]["parts"u8]) AddPart(part);
        }
    }

    public void Write(ByteText json)
    {
        CloseText();
        json.Append("{"u8).AppendMember("modelVersion"u8, _model).AppendMember("responseId"u8, _id).AppendMember("createTime"u8, _created)
            .AppendMember("usageMetadata"u8, _usage).AppendMember("error"u8, _error);
        json.AppendName("candidates"u8).Append("[{\"content\":{\"role\":\"model\",\"parts\":["u8).Append(_parts.Span).Append("]}"u8)
            .AppendMember("groundingMetadata"u8, _grounding).Append("}]}"u8);
    }

    private void AddPart(JsonValue part)
    {
        var text = part["text"u8];
        var isThought = part["thought"u8].IsTrue;
        if (!text.IsString)
        {
            CloseText();
            _parts.AppendComma().AppendValue(part);
            return;
        }
        if (_inText && isThought != _inThought) CloseText();
        if (!_inText) _parts.AppendComma().Append(isThought ? "{\"thought\":true,\"text\":\""u8 : "{\"text\":\""u8);
        _parts.Append(text.Raw);
        (_inText, _inThought) = (true, isThought);
    }

    private void CloseText()
    {
        if (_inText) _parts.Append("\"}"u8);
        _inText = false;
    }
}
