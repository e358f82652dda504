using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Usage;

/// <summary>Usage of OpenAI's Responses: <c>input_tokens</c> includes caches, <c>output_tokens</c> reasoning. Details are spelled in the
/// plural or the singular.</summary>
internal static class ResponsesUsage
{
    public static bool Is(JsonValue usage) => usage["input_tokens"u8].HasValue || usage["output_tokens"u8].HasValue;

    public static void Read(JsonValue usage, Call call)
    {
        if (!Is(usage)) return;
        call.HasUsage = true;
        ref var into = ref call.Usage;
        into.PromptTokens = call.Count(usage, "input_tokens"u8) ?? 0;
        into.CompletionTokens = call.Count(usage, "output_tokens"u8) ?? 0;
        into.TotalTokens = call.Count(usage, "total_tokens"u8);
        ChatUsage.ReadPromptDetails(Either(usage, "input_tokens_details"u8, "input_token_details"u8), call);
        ChatUsage.ReadCompletionDetails(Either(usage, "output_tokens_details"u8, "output_token_details"u8), call);
        ChatUsage.ReadCost(usage["cost"u8], call);
    }

    private static JsonValue Either(JsonValue owner, ReadOnlySpan<byte> name, ReadOnlySpan<byte> other)
    {
        var value = owner[name];
        return value.HasValue ? value : owner[other];
    }
}
