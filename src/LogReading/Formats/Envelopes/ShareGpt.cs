using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Streams;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Envelopes;

/// <summary>ShareGPT: <c>conversations</c> of <c>from</c> and <c>value</c>. Turned into messages and read as such.</summary>
internal sealed class ShareGpt : ILogFormat
{
    public string Name => "sharegpt";

    public bool Matches(Record record)
    {
        foreach (var turn in record.Root["conversations"u8]) return turn["from"u8].IsString && turn["value"u8].Kind != JsonKind.Missing;
        return false;
    }

    public void Read(Record record, Call call)
    {
        var root = record.Root;
        call.CallType = CallTypes.Chat;
        Surroundings.ReadFirst(root, call);
        call.ResponseModel = call.NameOf(root["model"u8]);
        if (Convert(root["conversations"u8], record.Nested) is { IsObject: true } messages) call.Text = new(TextShape.Conversation, messages, messages);
        Surroundings.ReadLast(root, call);
    }

    private static JsonValue Convert(JsonValue turns, NestedTexts nested)
    {
        if (nested.Take() is not { } json) return default;
        json.Append("{\"messages\":["u8);
        foreach (var turn in turns)
        {
            json.AppendComma().Append("{\"role\":\""u8).Append(RoleOf(turn["from"u8])).Append("\""u8);
            json.AppendName("content"u8).AppendValue(turn["value"u8]).Append("}"u8);
        }
        return nested.TryRead(json.Append("]}"u8), out var root) ? root : default;
    }

    private static ReadOnlySpan<byte> RoleOf(JsonValue from)
    {
        if (from.Is("system"u8)) return "system"u8;
        if (from.Is("gpt"u8) || from.Is("assistant"u8) || from.Is("chatgpt"u8) || from.Is("bing"u8) || from.Is("bard"u8) || from.Is("model"u8)) return "assistant"u8;
        return from.Is("tool"u8) || from.Is("function"u8) || from.Is("observation"u8) ? "tool"u8 : "user"u8;
    }
}
