using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Streams;

/// <summary>One choice of a streamed completion. Texts are kept escaped.</summary>
internal sealed class StreamedChoice
{
    private readonly ByteText _content = new();
    private readonly ByteText _refusal = new();
    private readonly ByteText _reasoning = new();
    private readonly ByteText _annotations = new();
    private readonly ByteText _functionName = new();
    private readonly ByteText _functionArguments = new();
    private readonly List<ToolCall> _tools = [];
    private int _toolCount;

    public void Clear()
    {
        _content.Clear();
        _refusal.Clear();
        _reasoning.Clear();
        _annotations.Clear();
        _functionName.Clear();
        _functionArguments.Clear();
        _toolCount = 0;
    }

    public void Add(JsonValue choice)
    {
        _content.Append(TextOf(choice["text"u8]));
        var delta = choice["delta"u8];
        if (!delta.IsObject) return;
        _content.Append(TextOf(delta["content"u8]));
        _refusal.Append(TextOf(delta["refusal"u8]));
        _reasoning.Append(TextOf(delta["reasoning_content"u8]));
        var function = delta["function_call"u8];
        _functionName.Append(TextOf(function["name"u8]));
        _functionArguments.Append(TextOf(function["arguments"u8]));
        foreach (var note in delta["annotations"u8]) (_annotations.Length == 0 ? _annotations : _annotations.Append(","u8)).AppendValue(note);
        foreach (var tool in delta["tool_calls"u8]) Tool(tool).Add(tool);
    }

    public void Write(ByteText json, bool isChat)
    {
        if (!isChat)
        {
            json.AppendName("text"u8).AppendText(_content.Span);
            return;
        }
        json.AppendName("message"u8).Append("{\"role\":\"assistant\",\"content\":"u8);
        if (_content.Length == 0) json.Append("null"u8);
        else json.AppendText(_content.Span);
        if (_refusal.Length > 0) json.AppendName("refusal"u8).AppendText(_refusal.Span);
        if (_reasoning.Length > 0) json.AppendName("reasoning_content"u8).AppendText(_reasoning.Span);
        if (_annotations.Length > 0) json.AppendName("annotations"u8).Append("["u8).Append(_annotations.Span).Append("]"u8);
        if (_functionName.Length > 0) WriteFunction(json.AppendName("function_call"u8), _functionName, _functionArguments);
        if (_toolCount > 0) WriteTools(json);
        json.Append("}"u8);
    }

    private void WriteTools(ByteText json)
    {
        json.AppendName("tool_calls"u8).Append("["u8);
        for (var i = 0; i < _toolCount; i++)
        {
            json.AppendComma().Append("{\"type\":\"function\""u8).AppendMember("id"u8, _tools[i].Id).AppendName("function"u8);
            WriteFunction(json, _tools[i].Name, _tools[i].Arguments);
            json.Append("}"u8);
        }
        json.Append("]"u8);
    }

    private static void WriteFunction(ByteText json, ByteText name, ByteText arguments) =>
        json.Append("{\"name\":"u8).AppendText(name.Span).AppendName("arguments"u8).AppendText(arguments.Span).Append("}"u8);

    // A tool call is told by its index; some servers leave it out and send each call whole.
    private ToolCall Tool(JsonValue delta)
    {
        if (!delta["index"u8].TryGetInt64(out var index)) index = _toolCount;
        index = Math.Clamp(index, 0, CallLimits.StreamedPartsMax - 1);
        for (; _toolCount <= index; _toolCount++)
        {
            if (_tools.Count == _toolCount) _tools.Add(new());
            _tools[_toolCount].Clear();
        }
        return _tools[(int)index];
    }

    private static ReadOnlySpan<byte> TextOf(JsonValue value) => value.IsString ? value.Raw : default;

    private sealed class ToolCall
    {
        public ByteText Id { get; } = new();
        public ByteText Name { get; } = new();
        public ByteText Arguments { get; } = new();

        public void Clear()
        {
            Id.Clear();
            Name.Clear();
            Arguments.Clear();
        }

        public void Add(JsonValue delta)
        {
            if (Id.Length == 0) Id.Keep(delta["id"u8]);
            Name.Append(TextOf(delta["function"u8]["name"u8]));
            Arguments.Append(TextOf(delta["function"u8]["arguments"u8]));
        }
    }
}
