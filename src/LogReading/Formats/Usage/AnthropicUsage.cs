using Accounting.Core.Usage;
using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Usage;

/// <summary>
/// Anthropic's usage: <c>input_tokens</c> is without what caches gave and took, so they are added (LiteLLM 2.1). Where the call went
/// through several iterations of its model, their sum
/// is what is billed; the top-level numbers leave compaction out. An iteration of another model (an adviser) is that model's and is not in
/// this call.
/// </summary>
internal static class AnthropicUsage
{
    public static bool Is(JsonValue usage) =>
        usage["cache_read_input_tokens"u8].HasValue || usage["cache_creation_input_tokens"u8].HasValue || usage["cache_creation"u8].IsObject;

    public static void Read(JsonValue usage, Call call)
    {
        if (!ResponsesUsage.Is(usage)) return;
        call.HasUsage = true;
        var counts = default(Counts);
        if (usage["iterations"u8] is { IsArray: true } iterations && HasOwn(iterations)) foreach (var iteration in iterations)
        {
            if (IsOwn(iteration)) counts.Add(iteration, call);
        }
        else
        {
            counts.Add(usage, call);
        }
        ref var into = ref call.Usage;
        into.CachedTokens = counts.Read;
        into.CacheWriteTokens = counts.Written;
        into.CacheWrite5mTokens = counts.Written5m;
        into.CacheWrite1hTokens = counts.Written1h;
        // The split, where there is one, replaces the total.
        var written = Math.Max(counts.Written, (counts.Written5m ?? 0) + (counts.Written1h ?? 0));
        into.PromptTokens = counts.Input + counts.Read + written;
        into.CompletionTokens = counts.Output;
        into.ReasoningTokens = call.Count(usage["output_tokens_details"u8], "thinking_tokens"u8);
        call.Meters.Add(Meter.WebSearchesMedium, call.Count(usage["server_tool_use"u8], "web_search_requests"u8) ?? 0);
        var tier = usage["service_tier"u8];
        if (tier.Is("batch"u8)) call.Batch = true;
        else call.ServiceTier = Tiers.Of(call, tier);
        ReadPlace(usage, call);
    }

    /// <summary>Speed and place, which stand in the usage and are priced.</summary>
    public static void ReadPlace(JsonValue usage, Call call)
    {
        var speed = usage["speed"u8];
        if (!speed.Is("standard"u8)) call.Speed = call.NameOf(speed);
        var place = usage["inference_geo"u8];
        if (!place.Is("global"u8) && !place.Is("not_available"u8)) call.Residency = call.NameOf(place);
    }

    private static bool HasOwn(JsonValue iterations)
    {
        foreach (var iteration in iterations)
            if (IsOwn(iteration) && ResponsesUsage.Is(iteration)) return true;
        return false;
    }

    private static bool IsOwn(JsonValue iteration) => !iteration["model"u8].HasValue && !iteration["type"u8].Is("advisor_message"u8);

    private struct Counts
    {
        public long Input;
        public long Output;
        public long Read;
        public long Written;
        public long? Written5m;
        public long? Written1h;

        public void Add(JsonValue usage, Call call)
        {
            Input += call.Count(usage, "input_tokens"u8) ?? 0;
            Output += call.Count(usage, "output_tokens"u8) ?? 0;
            Read += call.Count(usage, "cache_read_input_tokens"u8) ?? 0;
            Written += call.Count(usage, "cache_creation_input_tokens"u8) ?? 0;
            var split = usage["cache_creation"u8];
            if (!split.IsObject) return;
            Written5m = (Written5m ?? 0) + (call.Count(split, "ephemeral_5m_input_tokens"u8) ?? 0);
            Written1h = (Written1h ?? 0) + (call.Count(split, "ephemeral_1h_input_tokens"u8) ?? 0);
        }
    }
}
