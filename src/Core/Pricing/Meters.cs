using System.Collections.Frozen;
using System.Collections.Immutable;
using Accounting.Core.Usage;

namespace Accounting.Core.Pricing;

/// <summary>All meters, in the order of their numbers.</summary>
public static class Meters
{
    private const int PerSecond = 3;

    /// <summary>The meter of number n stands at index n.</summary>
    public static ImmutableArray<MeterInfo> All { get; } =
    [
        new(Meter.InputTokens, "input_tokens", MeterUnit.Token, MeterSide.Input, "input_cost_per_token"),
        new(Meter.CachedInputTokens, "cached_input_tokens", MeterUnit.Token, MeterSide.Input, "cache_read_input_token_cost"),
        new(Meter.CacheWriteTokens, "cache_write_tokens", MeterUnit.Token, MeterSide.Input, "cache_creation_input_token_cost"),
        new(Meter.CacheWrite1hTokens, "cache_write_1h_tokens", MeterUnit.Token, MeterSide.Input,
            "cache_creation_input_token_cost_above_1hr"),
        new(Meter.AudioInputTokens, "audio_input_tokens", MeterUnit.Token, MeterSide.Input, "input_cost_per_audio_token"),
        new(Meter.CachedAudioInputTokens, "cached_audio_input_tokens", MeterUnit.Token, MeterSide.Input,
            "cache_read_input_audio_token_cost"),
        new(Meter.ImageInputTokens, "image_input_tokens", MeterUnit.Token, MeterSide.Input, "input_cost_per_image_token"),
        new(Meter.VideoInputTokens, "video_input_tokens", MeterUnit.Token, MeterSide.Input, "input_cost_per_video_token"),
        new(Meter.OutputTokens, "output_tokens", MeterUnit.Token, MeterSide.Output, "output_cost_per_token"),
        new(Meter.ReasoningTokens, "reasoning_tokens", MeterUnit.Token, MeterSide.Output, "output_cost_per_reasoning_token"),
        new(Meter.AudioOutputTokens, "audio_output_tokens", MeterUnit.Token, MeterSide.Output, "output_cost_per_audio_token"),
        new(Meter.ImageOutputTokens, "image_output_tokens", MeterUnit.Token, MeterSide.Output, "output_cost_per_image_token"),
        new(Meter.VideoOutputTokens, "video_output_tokens", MeterUnit.Token, MeterSide.Output, "output_cost_per_video_token"),
        new(Meter.CitationTokens, "citation_tokens", MeterUnit.Token, MeterSide.Input, "citation_cost_per_token"),
        new(Meter.InputCharacters, "input_characters", MeterUnit.Character, MeterSide.Input, "input_cost_per_character"),
        new(Meter.OutputCharacters, "output_characters", MeterUnit.Character, MeterSide.Output, "output_cost_per_character"),
        new(Meter.InputMilliseconds, "input_milliseconds", MeterUnit.Millisecond, MeterSide.Input, "input_cost_per_second", PerSecond),
        new(Meter.OutputMilliseconds, "output_milliseconds", MeterUnit.Millisecond, MeterSide.Output, "output_cost_per_second", PerSecond),
        new(Meter.AudioInputMilliseconds, "audio_input_milliseconds", MeterUnit.Millisecond, MeterSide.Input,
            "input_cost_per_audio_per_second", PerSecond),
        new(Meter.VideoInputMilliseconds, "video_input_milliseconds", MeterUnit.Millisecond, MeterSide.Input,
            "input_cost_per_video_per_second", PerSecond),
        new(Meter.VideoOutputMilliseconds, "video_output_milliseconds", MeterUnit.Millisecond, MeterSide.Output,
            "output_cost_per_video_per_second", PerSecond),
        new(Meter.InputImages, "input_images", MeterUnit.Image, MeterSide.Input, "input_cost_per_image"),
        new(Meter.OutputImages, "output_images", MeterUnit.Image, MeterSide.Output, "output_cost_per_image"),
        new(Meter.InputPixels, "input_pixels", MeterUnit.Pixel, MeterSide.Input, "input_cost_per_pixel"),
        new(Meter.OutputPixels, "output_pixels", MeterUnit.Pixel, MeterSide.Output, "output_cost_per_pixel"),
        new(Meter.Queries, "queries", MeterUnit.Query, MeterSide.Input, "input_cost_per_query"),
        new(Meter.Requests, "requests", MeterUnit.Request, MeterSide.Input, "input_cost_per_request"),
        new(Meter.Pages, "pages", MeterUnit.Page, MeterSide.Input, "ocr_cost_per_page"),
        new(Meter.AnnotationPages, "annotation_pages", MeterUnit.Page, MeterSide.Input, "annotation_cost_per_page"),
        new(Meter.WebSearchesLow, "web_searches_low", MeterUnit.Query, MeterSide.Tool,
            "search_context_cost_per_query.search_context_size_low"),
        new(Meter.WebSearchesMedium, "web_searches_medium", MeterUnit.Query, MeterSide.Tool,
            "search_context_cost_per_query.search_context_size_medium"),
        new(Meter.WebSearchesHigh, "web_searches_high", MeterUnit.Query, MeterSide.Tool,
            "search_context_cost_per_query.search_context_size_high"),
        // LiteLLM charges the figure once per response, in spite of the field's name (LiteLLM 4).
        new(Meter.FileSearches, "file_searches", MeterUnit.Request, MeterSide.Tool, "file_search_cost_per_1k_calls"),
        new(Meter.CodeInterpreterSessions, "code_interpreter_sessions", MeterUnit.Session, MeterSide.Tool,
            "code_interpreter_cost_per_session"),
        new(Meter.MapsQueries, "maps_queries", MeterUnit.Query, MeterSide.Tool, "google_maps_grounding_cost_per_query"),
        new(Meter.CountedInputTokens, "counted_input_tokens", MeterUnit.Token, MeterSide.Input, ""),
        new(Meter.CountedOutputTokens, "counted_output_tokens", MeterUnit.Token, MeterSide.Output, ""),
    ];

    private static readonly FrozenDictionary<string, MeterInfo> s_byName =
        All.ToFrozenDictionary(meter => meter.Name, StringComparer.Ordinal);

    /// <summary>Name, unit and price field of a meter.</summary>
    public static MeterInfo Of(Meter meter) => All[(int)meter];

    /// <summary>The meter of that name, or null.</summary>
    public static MeterInfo? Find(string name) => s_byName.GetValueOrDefault(name);
}
