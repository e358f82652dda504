using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Streams;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Traces;

/// <summary>Input and output of an observation as a conversation: messages, or texts.</summary>
internal static class LangfuseText
{
    public static JsonValue Write(JsonValue input, JsonValue output, NestedTexts nested)
    {
        if (!input.HasValue || nested.Take() is not { } json) return default;
        json.Append("{"u8).AppendName(input.IsArray ? "messages"u8 : "prompt"u8);
        if (input.IsArray || input.IsString) json.AppendValue(input);
        else return default;
        var answer = nested.Open(output) is { HasValue: true } opened ? opened : output;
        if (answer.HasValue) json.AppendName("completion"u8).AppendValue(answer);
        return nested.TryRead(json.Append("}"u8), out var root) ? root : default;
    }
}
