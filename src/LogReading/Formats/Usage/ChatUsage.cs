using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Usage;

/// <summary>
/// Usage in OpenAI's chat shape and its dialects (LiteLLM 2.1): the prompt includes what caches gave, the completion its reasoning.
/// DeepSeek's, Anthropic's (through LiteLLM)
/// and Moonshot's own cache fields stand beside.
/// </summary>
internal static class ChatUsage
{
    public static bool Is(JsonValue usage) => usage["prompt_tokens"u8].HasValue || usage["completion_tokens"u8].HasValue || usage["total_tokens"u8].HasValue;

    public static void Read(JsonValue usage, Call call)
    {
        if (!Is(usage)) return;
        call.HasUsage = true;
        ref var into = ref call.Usage;
        var prompt = call.Count(usage, "prompt_tokens"u8);
        var completion = call.Count(usage, "completion_tokens"u8);
        into.TotalTokens = call.Count(usage, "total_tokens"u8);
        into.PromptTokens = prompt ?? 0;
        into.CompletionTokens = completion ?? 0;
        if (prompt is null && completion is null)
            call.Reject(RejectReasons.InconsistentUsage, "The usage has 'total_tokens' and neither 'prompt_tokens' nor 'completion_tokens'; expected one of them.");
        ReadDetails(usage, call);
    }

    /// <summary>All but the totals: LiteLLM's spend logs hold these apart.</summary>
    public static void ReadDetails(JsonValue usage, Call call)
    {
        ref var into = ref call.Usage;
        ReadPromptDetails(usage["prompt_tokens_details"u8], call);
        ReadCompletionDetails(usage["completion_tokens_details"u8], call);
        into.CachedTokens = call.Count(usage, "cache_read_input_tokens"u8) ?? call.Count(usage, "prompt_cache_hit_tokens"u8)
            ?? into.CachedTokens ?? call.Count(usage, "cached_tokens"u8);
        into.CacheWriteTokens = call.Count(usage, "cache_creation_input_tokens"u8) ?? into.CacheWriteTokens;
        ReadWriteSplit(usage["cache_creation"u8], call);
        into.ReasoningTokens ??= call.Count(usage, "reasoning_tokens"u8);
        into.CitationTokens = call.Count(usage, "citation_tokens"u8);
        ReadSearches(usage, call);
        ReadCost(usage["cost"u8], call);
    }

    /// <summary>The split of cache writes by life, which replaces their total.</summary>
    public static void ReadWriteSplit(JsonValue split, Call call)
    {
        if (!split.IsObject) return;
        call.Usage.CacheWrite5mTokens = call.Count(split, "ephemeral_5m_input_tokens"u8) ?? call.Usage.CacheWrite5mTokens;
        call.Usage.CacheWrite1hTokens = call.Count(split, "ephemeral_1h_input_tokens"u8) ?? call.Usage.CacheWrite1hTokens;
    }

    /// <summary>What the prompt was made of; Responses call it <c>input_tokens_details</c>.</summary>
    public static void ReadPromptDetails(JsonValue details, Call call)
    {
        if (!details.IsObject) return;
        ref var into = ref call.Usage;
        into.CachedTokens = call.Count(details, "cached_tokens"u8);
        into.CacheWriteTokens = call.Count(details, "cache_write_tokens"u8) ?? call.Count(details, "cache_creation_tokens"u8);
        ReadWriteSplit(details["cache_creation_token_details"u8], call);
        into.PromptTextTokens = call.Count(details, "text_tokens"u8);
        into.PromptAudioTokens = call.Count(details, "audio_tokens"u8);
        into.PromptImageTokens = call.Count(details, "image_tokens"u8);
        into.PromptVideoTokens = call.Count(details, "video_tokens"u8);
        var cached = details["cached_tokens_details"u8];
        if (!cached.IsObject) return;
        into.CachedTextTokens = call.Count(cached, "text_tokens"u8);
        into.CachedAudioTokens = call.Count(cached, "audio_tokens"u8);
        into.CachedImageTokens = call.Count(cached, "image_tokens"u8);
    }

    /// <summary>What the answer was made of; Responses call it <c>output_tokens_details</c>.</summary>
    public static void ReadCompletionDetails(JsonValue details, Call call)
    {
        if (!details.IsObject) return;
        ref var into = ref call.Usage;
        into.ReasoningTokens = call.Count(details, "reasoning_tokens"u8);
        into.CompletionTextTokens = call.Count(details, "text_tokens"u8);
        into.CompletionAudioTokens = call.Count(details, "audio_tokens"u8);
        into.CompletionImageTokens = call.Count(details, "image_tokens"u8);
        into.CompletionVideoTokens = call.Count(details, "video_tokens"u8);
    }

    /// <summary>Searches that the provider counted itself; where it counted none, the answer's own marks decide.</summary>
    public static void ReadSearches(JsonValue usage, Call call)
    {
        var counted = call.Count(usage["server_tool_use"u8], "web_search_requests"u8) ?? call.Count(usage["prompt_tokens_details"u8], "web_search_requests"u8);
        call.Meters.Add(Meter.WebSearchesMedium, counted ?? 0);
        // Perplexity: deep research is billed by its searches, any other request once, by the size of its context.
        var size = usage["search_context_size"u8];
        if (call.Count(usage, "num_search_queries"u8) is { } queries and > 0) call.Meters.Add(Meter.WebSearchesLow, queries);
        else if (size.HasValue) call.Meters.Add(Searches.MeterOf(size), 1);
    }

    /// <summary>A number, or Perplexity's object.</summary>
    public static void ReadCost(JsonValue cost, Call call) => call.OfferCost(cost.IsObject ? cost["total_cost"u8] : cost);
}
