using Accounting.Core.Ledger;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Bodies;
using Accounting.LogReading.Formats.Envelopes;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Sessions;

/// <summary>
/// A line of a Claude Code session. Each content block of an answer is a line of its own, with the same message and the usage as far as
/// it had come: the one with the most output counts, the others
/// are duplicates of it. Side chains (sub-agents) are calls like others. Answers that no model gave, what people and tools said, and
/// notes about the session are not billable.
/// </summary>
internal sealed class ClaudeCodeSession : ILogFormat
{
    private static readonly AnthropicMessages Messages = new();

    public string Name => "claude-code";

    public IReadOnlyList<string> Keys => ["sessionId", "leafUuid", "uuid", "messageId"];

    public bool Matches(Record record)
    {
        var root = record.Root;
        var type = root["type"u8];
        if (!type.IsString || root["model"u8].HasValue || root["usage"u8].HasValue || root["traceId"u8].HasValue) return false;
        if (root["uuid"u8].IsString && root["sessionId"u8].IsString)
            return type.Is("user"u8) || type.Is("assistant"u8) || type.Is("system"u8) || root["parentUuid"u8].Kind != JsonKind.Missing;
        return root["leafUuid"u8].IsString || (root["messageId"u8].IsString && root["snapshot"u8].IsObject) || (root["sessionId"u8].IsString && IsNote(type));
    }

    public void Read(Record record, Call call)
    {
        var root = record.Root;
        var message = root["message"u8];
        if (!root["type"u8].Is("assistant"u8) || root["isApiErrorMessage"u8].IsTrue || message["model"u8].Is("<synthetic>"u8))
        {
            call.IsNotBillable = true;
            return;
        }
        Surroundings.ReadFirst(root, call);
        // A message is sent again under its id when the request is repeated: the two together tell calls apart.
        if (message["id"u8].IsString && root["requestId"u8].IsString) call.OfferId([message["id"u8], root["requestId"u8]]);
        Messages.Read(default, message, call);
        // Neither the prompt nor the rest of the answer stands in the line.
        call.Text = default;
        call.MayRepeat = true;
        call.OfferCost(root["costUSD"u8]);
        if (call.Id.IsEmpty) call.OfferId(root["uuid"u8]);
        if (!call.HasUsage) call.Reject(RejectReasons.NoUsage, "The session's answer reports no usage, and its prompt is not in the line. Nothing can be billed for it.");
        call.OfferTenant(root["tenant"u8]);
        call.OfferTenant(root["cwd"u8]);
    }

    // Lines without an identity of their own.
    private static bool IsNote(JsonValue type) =>
        type.Is("queue-operation"u8) || type.Is("progress"u8) || type.Is("attachment"u8) || type.Is("custom-title"u8) || type.Is("ai-title"u8) || type.Is("last-prompt"u8)
        || type.Is("agent-name"u8) || type.Is("permission-mode"u8) || type.Is("mode"u8) || type.Is("pr-link"u8) || type.Is("worktree-state"u8);
}
