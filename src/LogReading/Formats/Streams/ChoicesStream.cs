using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Streams;

/// <summary>Chunks of OpenAI chat and legacy completions. The usage stands in the last chunk that has one; before, it is null.</summary>
internal sealed class ChoicesStream : IStreamShape
{
    private readonly ByteText _id = new();
    private readonly ByteText _created = new();
    private readonly ByteText _model = new();
    private readonly ByteText _tier = new();
    private readonly ByteText _usage = new();
    private readonly ByteText _error = new();
    private readonly List<StreamedChoice> _choices = [];
    private int _count;
    private bool _isChat;

    public bool Knows(JsonValue item) =>
        item["object"u8].Is("chat.completion.chunk"u8) || item["object"u8].Is("text_completion"u8) || item["choices"u8].IsArray;

    public void Clear()
    {
        _id.Clear();
        _created.Clear();
        _model.Clear();
        _tier.Clear();
        _usage.Clear();
        _error.Clear();
        _count = 0;
        _isChat = true;
    }

    public void Add(JsonValue item)
    {
        if (item["object"u8].Is("text_completion"u8)) _isChat = false;
        if (_id.Length <= 2) _id.Keep(item["id"u8]);
        if (_created.Length <= 1) _created.Keep(item["created"u8]);
        if (_model.Length <= 2) _model.Keep(item["model"u8]);
        _tier.Keep(item["service_tier"u8]);
        _usage.Keep(item["usage"u8]);
        _error.Keep(item["error"u8]);
        foreach (var choice in item["choices"u8]) Choice(choice).Add(choice);
    }

    public void Write(ByteText json)
    {
        json.Append("{\"object\":"u8).Append(_isChat ? "\"chat.completion\""u8 : "\"text_completion\""u8)
            .AppendMember("id"u8, _id).AppendMember("created"u8, _created).AppendMember("model"u8, _model)
            .AppendMember("service_tier"u8, _tier).AppendMember("usage"u8, _usage).AppendMember("error"u8, _error);
        json.AppendName("choices"u8).Append("["u8);
        for (var i = 0; i < _count; i++)
        {
            json.AppendComma().Append("{"u8);
            _choices[i].Write(json, _isChat);
            json.Append("}"u8);
        }
        json.Append("]}"u8);
    }

    private StreamedChoice Choice(JsonValue choice)
    {
        choice["index"u8].TryGetInt64(out var index);
        index = Math.Clamp(index, 0, CallLimits.StreamedPartsMax - 1);
        for (; _count <= index; _count++)
        {
            if (_choices.Count == _count) _choices.Add(new());
            _choices[_count].Clear();
        }
        return _choices[(int)index];
    }
}
