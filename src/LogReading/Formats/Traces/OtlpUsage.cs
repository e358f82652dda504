using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Usage;

namespace Accounting.LogReading.Formats.Traces;

/// <summary>A span's tokens: GenAI's conventions (input includes caches, output reasoning), their older names, and OpenInference's. Some
/// instruments leave Anthropic's caches out of the input.</summary>
internal static class OtlpUsage
{
    public static bool Has(OtlpAttributes attributes) =>
        attributes.First("gen_ai.usage.input_tokens"u8, "gen_ai.usage.prompt_tokens"u8, "llm.token_count.prompt"u8).HasValue
        || attributes.First("gen_ai.usage.output_tokens"u8, "gen_ai.usage.completion_tokens"u8, "llm.token_count.completion"u8).HasValue;

    public static void Read(OtlpAttributes attributes, Call call)
    {
        if (!Has(attributes)) return;
        call.HasUsage = true;
        ref var into = ref call.Usage;
        into.PromptTokens = attributes.Count(call, "gen_ai.usage.input_tokens"u8, "gen_ai.usage.prompt_tokens"u8, "llm.token_count.prompt"u8) ?? 0;
        into.CompletionTokens = attributes.Count(call, "gen_ai.usage.output_tokens"u8, "gen_ai.usage.completion_tokens"u8, "llm.token_count.completion"u8) ?? 0;
        into.TotalTokens = attributes.Count(call, "gen_ai.usage.total_tokens"u8, "llm.usage.total_tokens"u8, "llm.token_count.total"u8);
        into.CachedTokens = attributes.Count(
            call, "gen_ai.usage.cache_read.input_tokens"u8, "gen_ai.usage.cache_read_input_tokens"u8, "llm.token_count.prompt_details.cache_read"u8);
        into.CacheWriteTokens = attributes.Count(
            call, "gen_ai.usage.cache_creation.input_tokens"u8, "gen_ai.usage.cache_creation_input_tokens"u8, "llm.token_count.prompt_details.cache_write"u8);
        into.ReasoningTokens = attributes.Count(
            call, "gen_ai.usage.reasoning.output_tokens"u8, "gen_ai.usage.reasoning_tokens"u8, "llm.token_count.completion_details.reasoning"u8);
        into.PromptAudioTokens = attributes.Count(call, "gen_ai.usage.audio.input_tokens"u8, "llm.token_count.prompt_details.audio"u8);
        into.CompletionAudioTokens = attributes.Count(call, "gen_ai.usage.audio.output_tokens"u8, "llm.token_count.completion_details.audio"u8);
        CacheSide.Include(ref into, isBesideByRule: false);
    }
}
