using System.Globalization;
using System.Text;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Streams;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Traces;

/// <summary>The text of a span that reports no tokens, as a conversation: messages of parts in JSON, or the older attributes by
/// number.</summary>
internal static class OtlpText
{
    private const int MessagesMax = 4096;

    public static void Read(Record record, JsonValue span, OtlpAttributes attributes, Call call)
    {
        var nested = record.Nested;
        var input = nested.Open(MessagesIn(span, attributes, "gen_ai.input.messages"u8));
        var output = nested.Open(MessagesIn(span, attributes, "gen_ai.output.messages"u8));
        if (nested.Take() is not { } json) return;
        json.Append("{\"messages\":["u8);
        var system = nested.Open(attributes["gen_ai.system_instructions"u8]);
        if (system.IsArray) WriteMessage(json, "system"u8, system);
        if (input.IsArray) foreach (var message in input) WriteMessage(json, message["role"u8].Raw, message["parts"u8]);
        else WriteNumbered(json, attributes, "gen_ai.prompt");
        var hasPrompt = json.Span[^1] != '[';
        if (output.IsArray) foreach (var message in output) WriteMessage(json, "assistant"u8, message["parts"u8]);
        else WriteNumbered(json, attributes, "gen_ai.completion");
        if (hasPrompt && nested.TryRead(json.Append("]}"u8), out var text)) call.Text = new(TextShape.Conversation, text, text);
    }

    // In an attribute, or in the event that the conventions of 2025 put it into.
    private static JsonValue MessagesIn(JsonValue span, OtlpAttributes attributes, ReadOnlySpan<byte> key)
    {
        if (attributes[key] is { HasValue: true } messages) return messages;
        foreach (var item in span["events"u8])
            if (new OtlpAttributes(item["attributes"u8])[key] is { HasValue: true } inEvent) return inEvent;
        return default;
    }

    private static void WriteMessage(ByteText json, ReadOnlySpan<byte> role, JsonValue parts)
    {
        json.AppendComma().Append("{\"role\":\""u8).Append(role.IsEmpty ? "user"u8 : role).Append("\",\"content\":\""u8);
        foreach (var part in parts)
            if ((part["content"u8] is { IsString: true } content ? content : part["text"u8]) is { IsString: true } text) json.Append(text.Raw);
        json.Append("\"}"u8);
    }

    private static void WriteNumbered(ByteText json, OtlpAttributes attributes, string prefix)
    {
        for (var i = 0; i < MessagesMax; i++)
        {
            var number = string.Create(CultureInfo.InvariantCulture, $"{prefix}.{i}");
            var content = attributes[Encoding.UTF8.GetBytes($"{number}.content")];
            if (!content.IsString) return;
            var role = attributes[Encoding.UTF8.GetBytes($"{number}.role")];
            json.AppendComma().Append("{\"role\":\""u8).Append(role.IsString ? role.Raw : prefix.EndsWith("prompt", StringComparison.Ordinal) ? "user"u8 : "assistant"u8);
            json.Append("\",\"content\":"u8).AppendValue(content).Append("}"u8);
        }
    }
}
