using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Envelopes;

/// <summary>Chat sets as on Hugging Face: <c>messages</c> or <c>conversation</c>, or <c>prompt</c> with <c>completion</c>. Nothing is
/// reported; the last message, if the assistant's, is the answer.</summary>
internal sealed class Conversation : ILogFormat
{
    public string Name => "messages";

    public bool Matches(Record record)
    {
        var root = record.Root;
        return HasRoles(root["messages"u8]) || HasRoles(root["conversation"u8]) || HasRoles(root["prompt"u8]) || (root["prompt"u8].HasValue && root["completion"u8].HasValue);
    }

    public void Read(Record record, Call call)
    {
        var root = record.Root;
        call.CallType = CallTypes.Chat;
        Surroundings.ReadFirst(root, call);
        call.ResponseModel = call.NameOf(root["model"u8]);
        call.OfferId(root["conversation_id"u8]);
        call.OfferId(root["conversation_hash"u8]);
        call.Text = new(TextShape.Conversation, root, root);
        Surroundings.ReadLast(root, call);
    }

    private static bool HasRoles(JsonValue messages)
    {
        foreach (var message in messages) return message["role"u8].IsString;
        return false;
    }
}
