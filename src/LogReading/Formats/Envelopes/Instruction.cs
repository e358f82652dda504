using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Streams;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Envelopes;

/// <summary>Instruction sets as Alpaca, Dolly and GPTeacher: <c>instruction</c> with <c>input</c> or <c>context</c>, answered by
/// <c>output</c> or <c>response</c>. Nothing is reported: counted as text.</summary>
internal sealed class Instruction : ILogFormat
{
    public string Name => "instruction";

    public IReadOnlyList<string> Keys => ["instruction"];

    public bool Matches(Record record) => record.Root["instruction"u8].IsString && Answer(record.Root).IsString;

    public void Read(Record record, Call call)
    {
        var root = record.Root;
        call.CallType = CallTypes.Chat;
        Surroundings.ReadFirst(root, call);
        call.ResponseModel = call.NameOf(root["model"u8]);
        if (record.Nested.Take() is { } json)
        {
            json.Append("{\"prompt\":\""u8).Append(root["instruction"u8].Raw);
            var more = Surroundings.FirstOf(root["input"u8], root["context"u8]);
            if (more.IsString) json.Append("\\n\\n"u8).Append(more.Raw);
            json.Append("\""u8).AppendName("completion"u8).AppendValue(Answer(root));
            if (record.Nested.TryRead(json.Append("}"u8), out var text)) call.Text = new(TextShape.Conversation, text, text);
        }
        Surroundings.ReadLast(root, call);
    }

    private static JsonValue Answer(JsonValue root) => root["output"u8].IsString ? root["output"u8] : root["response"u8];
}
