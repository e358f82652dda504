using System.Text;
using System.Text.Json;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Streams;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Envelopes;

/// <summary>
/// Preference sets: <c>chosen</c> and <c>rejected</c>, as lists of messages, as answers to a <c>prompt</c>, or as one text of
/// <c>Human:</c> and <c>Assistant:</c> turns. The chosen answer is the call.
/// </summary>
internal sealed class Preference : ILogFormat
{
    private const string Human = "\n\nHuman:";
    private const string Assistant = "\n\nAssistant:";

    public string Name => "preference";

    public IReadOnlyList<string> Keys => ["chosen"];

    public bool Matches(Record record) => (record.Root["chosen"u8].IsString || record.Root["chosen"u8].IsArray) && record.Root["rejected"u8].HasValue;

    public void Read(Record record, Call call)
    {
        var root = record.Root;
        call.CallType = CallTypes.Chat;
        Surroundings.ReadFirst(root, call);
        call.ResponseModel = call.NameOf(root["model"u8]);
        if (record.Nested.Take() is { } json)
        {
            Write(root, json);
            if (record.Nested.TryRead(json, out var text)) call.Text = new(TextShape.Conversation, text, text);
        }
        Surroundings.ReadLast(root, call);
    }

    private static void Write(JsonValue root, ByteText json)
    {
        var (chosen, prompt) = (root["chosen"u8], root["prompt"u8]);
        if (chosen.IsArray) json.Append("{\"messages\":"u8).AppendValue(chosen);
        else if (prompt.IsString) json.Append("{\"prompt\":"u8).AppendValue(prompt).AppendName("completion"u8).AppendValue(chosen);
        else WriteTurns(chosen.GetString(), json.Append("{\"messages\":["u8)).Append("]"u8);
        json.Append("}"u8);
    }

    private static ByteText WriteTurns(string text, ByteText json)
    {
        for (var start = NextTurn(text, 0); start < text.Length;)
        {
            var isHuman = text.AsSpan(start).StartsWith(Human, StringComparison.Ordinal);
            var end = NextTurn(text, start + 1);
            var content = text[(start + (isHuman ? Human : Assistant).Length)..end].Trim();
            json.AppendComma().Append(isHuman ? "{\"role\":\"user\",\"content\":"u8 : "{\"role\":\"assistant\",\"content\":"u8);
            json.Append(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(content))).Append("}"u8);
            start = end;
        }
        return json;
    }

    private static int NextTurn(string text, int from)
    {
        var human = text.IndexOf(Human, from, StringComparison.Ordinal);
        var assistant = text.IndexOf(Assistant, from, StringComparison.Ordinal);
        return Math.Min(human < 0 ? text.Length : human, assistant < 0 ? text.Length : assistant);
    }
}
