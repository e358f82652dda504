using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Usage;

/// <summary>Usage of Bedrock's Converse: <c>inputTokens</c> is without what caches gave and took, so they are added.</summary>
internal static class ConverseUsage
{
    public static bool Is(JsonValue usage) => usage["inputTokens"u8].HasValue || usage["outputTokens"u8].HasValue;

    public static void Read(JsonValue usage, Call call)
    {
        if (!Is(usage)) return;
        call.HasUsage = true;
        ref var into = ref call.Usage;
        var read = call.Count(usage, "cacheReadInputTokens"u8) ?? call.Count(usage, "cacheReadInputTokenCount"u8);
        var written = call.Count(usage, "cacheWriteInputTokens"u8) ?? call.Count(usage, "cacheWriteInputTokenCount"u8);
        into.CachedTokens = read;
        into.CacheWriteTokens = written;
        into.PromptTokens = (call.Count(usage, "inputTokens"u8) ?? 0) + (read ?? 0) + (written ?? 0);
        into.CompletionTokens = call.Count(usage, "outputTokens"u8) ?? 0;
        into.TotalTokens = call.Count(usage, "totalTokens"u8);
        foreach (var detail in usage["cacheDetails"u8])
            if (detail["ttl"u8].Is("1h"u8)) into.CacheWrite1hTokens = (into.CacheWrite1hTokens ?? 0) + (call.Count(detail, "inputTokens"u8) ?? 0);
    }
}
