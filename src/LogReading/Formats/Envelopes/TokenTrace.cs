using Accounting.LogReading.Calls;

namespace Accounting.LogReading.Formats.Envelopes;

/// <summary>A row of a published inference trace, as Azure's of 2023 and 2024: a time and the tokens in and out. The model is the
/// reader's to name (<c>--model</c>).</summary>
internal sealed class TokenTrace : ILogFormat
{
    public string Name => "token-trace";

    public IReadOnlyList<string> Keys => ["ContextTokens"];

    public bool Matches(Record record) => record.Root["ContextTokens"u8].HasValue && record.Root["GeneratedTokens"u8].HasValue;

    public void Read(Record record, Call call)
    {
        var root = record.Root;
        Surroundings.ReadFirst(root, call);
        call.CallType = CallTypes.Chat;
        call.ResponseModel = call.NameOf(root["model"u8]);
        call.StartTime = Surroundings.FirstOf(root["TIMESTAMP"u8], root["Timestamp"u8], root["timestamp"u8]);
        call.HasUsage = true;
        call.Usage.PromptTokens = call.Count(root, "ContextTokens"u8) ?? 0;
        call.Usage.CompletionTokens = call.Count(root, "GeneratedTokens"u8) ?? 0;
        call.OfferId(root["id"u8]);
    }
}
