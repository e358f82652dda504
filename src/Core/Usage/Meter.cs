namespace Accounting.Core.Usage;

/// <summary>
/// One billable quantity of a call. Meters exclude each other: a cached input token is not an <see cref="InputTokens"/>,
/// a reasoning token is not an <see cref="OutputTokens"/> (invariant 7). The numbers are stored in ledgers: never renumber, only append.
/// </summary>
public enum Meter : byte
{
    /// <summary>Text input tokens that were neither read from nor written to a cache.</summary>
    InputTokens = 0,
    /// <summary>Input tokens read from a cache (text, image, video).</summary>
    CachedInputTokens = 1,
    /// <summary>Input tokens written to a cache that lives for minutes (Anthropic: 5 minutes).</summary>
    CacheWriteTokens = 2,
    /// <summary>Input tokens written to a cache that lives for an hour.</summary>
    CacheWrite1hTokens = 3,
    AudioInputTokens = 4,
    CachedAudioInputTokens = 5,
    ImageInputTokens = 6,
    VideoInputTokens = 7,
    /// <summary>Text output tokens without reasoning.</summary>
    OutputTokens = 8,
    ReasoningTokens = 9,
    AudioOutputTokens = 10,
    ImageOutputTokens = 11,
    VideoOutputTokens = 12,
    CitationTokens = 13,
    InputCharacters = 14,
    OutputCharacters = 15,
    InputMilliseconds = 16,
    OutputMilliseconds = 17,
    AudioInputMilliseconds = 18,
    VideoInputMilliseconds = 19,
    VideoOutputMilliseconds = 20,
    InputImages = 21,
    OutputImages = 22,
    InputPixels = 23,
    OutputPixels = 24,
    /// <summary>Search units of a rerank or search call.</summary>
    Queries = 25,
    Requests = 26,
    Pages = 27,
    AnnotationPages = 28,
    WebSearchesLow = 29,
    /// <summary>Web searches of medium context size, the default where the log names none.</summary>
    WebSearchesMedium = 30,
    WebSearchesHigh = 31,
    FileSearches = 32,
    CodeInterpreterSessions = 33,
    MapsQueries = 34,
    /// <summary>Our own count of the prompt, kept beside a reported one (<c>--usage verify</c>). Never priced, not in the digest.</summary>
    CountedInputTokens = 35,
    /// <summary>
    /// Our own count of the completion, kept beside a reported one (<c>--usage verify</c>). Never priced, not in the digest.
    /// </summary>
    CountedOutputTokens = 36,
}
