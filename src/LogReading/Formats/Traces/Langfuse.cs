using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Envelopes;
using Accounting.LogReading.Formats.Usage;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Traces;

/// <summary>What Langfuse's export and its interface have in common. Only generations and embeddings are calls; spans, agents, tools and
/// the like stand around them.</summary>
internal static class Langfuse
{
    /// <summary>Whether the observation is a call; else it is not billable.</summary>
    public static bool IsCall(JsonValue root, Call call)
    {
        var type = root["type"u8];
        if (!type.IsString || type.Is("GENERATION"u8) || type.Is("EMBEDDING"u8)) return true;
        call.IsNotBillable = true;
        return false;
    }

    public static void ReadText(Record record, Call call)
    {
        var (input, output) = (record.Root["input"u8], record.Root["output"u8]);
        var opened = record.Nested.Open(input);
        if (!opened.HasValue) opened = input;
        if (LangfuseText.Write(opened["messages"u8].IsArray ? opened["messages"u8] : opened, output, record.Nested) is { IsObject: true } text)
            call.Text = new(TextShape.Conversation, text, text);
    }

    public static void ReadTenant(Record record, JsonValue user, JsonValue project, Call call)
    {
        Tenants.OfferNamed(record.Root, call);
        Tenants.OfferNamed(record.Nested.Open(record.Root["metadata"u8]), call);
        call.OfferTenant(user);
        call.OfferTenant(project);
    }

    /// <summary>What is done when all is read: a call that failed and used nothing is not billable.</summary>
    public static void Finish(JsonValue root, JsonValue type, Call call)
    {
        call.CallType = type.Is("EMBEDDING"u8) ? CallTypes.Embedding : CallTypes.Chat;
        var hasUsed = call.Meters.Count > 0 || call.Usage.PromptTokens + call.Usage.CompletionTokens > 0;
        if (root["level"u8].Is("ERROR"u8) && !hasUsed) call.IsNotBillable = true;
        call.OfferId(root["id"u8]);
    }
}
