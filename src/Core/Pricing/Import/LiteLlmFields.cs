using System.Collections.Frozen;
using Accounting.Core.Pricing.Json;

namespace Accounting.Core.Pricing.Import;

/// <summary>What the fields of LiteLLM's entries are to us (LiteLLM 4).</summary>
internal static class LiteLlmFields
{
    private static readonly FrozenSet<string> s_own =
        new[] { "litellm_provider", "mode", "max_tokens", "max_input_tokens", "max_output_tokens", "aliases" }.ToFrozenSet(StringComparer.Ordinal);

    // What LiteLLM's own map of 2026-08 holds beside prices and switches.
    private static readonly FrozenSet<string> s_known = new[]
    {
        "audio_transcription_config", "bedrock_converse_supports_strict_tools", "bedrock_output_config_effort_ceiling", "comment", "deprecation_date",
        "gemini_audio_only_live", "gemini_native_audio", "metadata", "output_vector_size", "prompt_cache_min_tokens", "rpm", "source",
        "supported_endpoints", "supported_modalities", "supported_output_modalities", "supported_regions", "tpm", "use_openai_responses_path",
        "uses_embed_content", "web_search_billing_unit", "provider_specific_entry", "tiered_pricing", "off_peak_pricing",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Prices without a meter of their own, which a rule reads or LiteLLM's map holds.
    private static readonly FrozenSet<string> s_priced = new[]
    {
        "cache_read_input_image_token_cost", "cache_creation_input_audio_token_cost", "cost_per_image", "cost_per_second", "file_search_cost_per_gb_per_day",
        "vector_store_cost_per_gb_per_day", "computer_use_input_cost_per_1k_tokens", "computer_use_output_cost_per_1k_tokens", "input_cost_per_token_cache_hit",
        "ocr_cost_per_credit", "search_context_cost_per_query", "search_queries_cost_per_query", "output_cost_per_audio_per_second",
        "regional_endpoint_uplift_multiplier",
    }.Concat(Meters.All.Select(meter => meter.Field)).ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] s_families =
        ["regional_processing_uplift_multiplier_", "output_cost_per_second_", "input_cost_per_video_per_second_above_"];

    private static readonly string[] s_suffixes = ["_flex", "_priority", "_ultrafast", ServiceTiers.Batches];

    /// <summary>Whether a cost map has a place for it: names, limits and prices. All else is kept as it is.</summary>
    public static bool HasPlace(string field) => s_own.Contains(field) || PriceFieldsReader.IsPriceField(field);

    /// <summary>Whether anybody is known to read it.</summary>
    public static bool IsKnown(string field) =>
        s_own.Contains(field) || s_known.Contains(field) || field.StartsWith("supports_", StringComparison.Ordinal)
        || (PriceFieldsReader.IsPriceField(field) && IsPriced(field));

    private static bool IsPriced(string field)
    {
        foreach (var suffix in s_suffixes)
            if (field.EndsWith(suffix, StringComparison.Ordinal)) return IsPriced(field[..^suffix.Length]);
        if (PriceThreshold.Parse(field) is { } threshold) return IsPriced(field.Replace(threshold.Infix, "", StringComparison.Ordinal));
        return s_priced.Contains(field) || s_families.Any(family => field.StartsWith(family, StringComparison.Ordinal));
    }
}
