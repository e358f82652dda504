using System.Buffers.Text;
using Accounting.LogReading.Calls;

namespace Accounting.LogReading.Formats.Sessions;

/// <summary>
/// A line of a Codex rollout. What was used stands in <c>token_count</c> events as totals of the whole session, so each is told from the
/// one before; the model is the last <c>turn_context</c>'s.
/// A report that repeats the last one is none; totals that became less begin anew, then the report's own last turn counts.
/// </summary>
internal sealed class CodexRollout : ILogFormat
{
    public string Name => "codex";

    public IReadOnlyList<string> Keys => ["payload"];

    public bool Matches(Record record)
    {
        var type = record.Root["type"u8];
        return record.Root["payload"u8].IsObject
            && (type.Is("event_msg"u8) || type.Is("turn_context"u8) || type.Is("session_meta"u8) || type.Is("response_item"u8) || type.Is("compacted"u8));
    }

    public void Read(Record record, Call call)
    {
        var root = record.Root;
        var payload = root["payload"u8];
        var session = record.Codex;
        call.IsNotBillable = true;
        if (root["type"u8].Is("session_meta"u8))
        {
            session.Clear();
            session.Id.Append(payload["id"u8].Utf8);
            session.Folder = call.NameOf(payload["cwd"u8]);
            session.Provider = call.NameOf(payload["model_provider"u8]);
        }
        else if (root["type"u8].Is("turn_context"u8))
        {
            if (call.NameOf(payload["model"u8]) is { IsEmpty: false } model) session.Model = model;
            if (session.Folder.IsEmpty) session.Folder = call.NameOf(payload["cwd"u8]);
        }
        else if (root["type"u8].Is("event_msg"u8) && payload["type"u8].Is("token_count"u8) && Used(record, call) is { } used && used != default)
        {
            call.IsNotBillable = false;
            call.StartTime = root["timestamp"u8];
            Bill(session, used, call);
        }
    }

    private static CodexTotals? Used(Record record, Call call)
    {
        var info = record.Root["payload"u8]["info"u8];
        var last = CodexTotals.Of(info["last_token_usage"u8], call);
        if (CodexTotals.Of(info["total_token_usage"u8], call) is not { } totals) return last;
        var before = record.Codex.Totals;
        record.Codex.Totals = totals;
        return before is { } known && totals.Follows(known) ? totals - known : last ?? totals;
    }

    private static void Bill(CodexSession session, CodexTotals used, Call call)
    {
        call.CallType = CallTypes.Responses;
        call.FallbackProvider = Providers.OpenAi;
        call.Provider = Providers.Canonical(session.Provider);
        call.ResponseModel = session.Model;
        call.OfferTenant(session.Folder);
        if (session.Id.Length > 0) OfferId(session, call);
        call.HasUsage = true;
        call.Usage.PromptTokens = used.Input;
        call.Usage.CachedTokens = used.Cached;
        call.Usage.CompletionTokens = used.Output;
        call.Usage.ReasoningTokens = used.Reasoning;
    }

    private static void OfferId(CodexSession session, Call call)
    {
        Span<byte> id = stackalloc byte[CallLimits.NameBytesMax + 16];
        if (session.Id.Length > CallLimits.NameBytesMax) return;
        session.Id.Span.CopyTo(id);
        id[session.Id.Length] = (byte)':';
        Utf8Formatter.TryFormat(++session.Calls, id[(session.Id.Length + 1)..], out var digits);
        call.OfferId(id[..(session.Id.Length + 1 + digits)]);
    }
}
