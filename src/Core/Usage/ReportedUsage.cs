namespace Accounting.Core.Usage;

/// <summary>
/// What a log reports of one call, in the convention of LiteLLM 2.1: the prompt includes what was read from and written to caches. Null:
/// not reported.
/// A reader whose provider counts otherwise (Anthropic's input is without its cache, Gemini's output without its thoughts) adds before it
/// fills this in.
/// </summary>
public record struct ReportedUsage
{
    /// <summary>All input tokens, cached and written ones included.</summary>
    public long PromptTokens { get; set; }
    /// <summary>All output tokens; whether reasoning is among them says <see cref="Reasoning"/>.</summary>
    public long CompletionTokens { get; set; }
    /// <summary>The reported total; only needed for <see cref="ReasoningConvention.OnTopUnlessTotalIncludes"/>.</summary>
    public long? TotalTokens { get; set; }

    public long? CachedTokens { get; set; }
    /// <summary>
    /// All tokens written to a cache. Where the split by life is given too, what the split does not name lives for minutes.
    /// </summary>
    public long? CacheWriteTokens { get; set; }
    public long? CacheWrite5mTokens { get; set; }
    public long? CacheWrite1hTokens { get; set; }

    public long? PromptTextTokens { get; set; }
    public long? PromptAudioTokens { get; set; }
    public long? PromptImageTokens { get; set; }
    public long? PromptVideoTokens { get; set; }
    /// <summary>How many of <see cref="CachedTokens"/> are text.</summary>
    public long? CachedTextTokens { get; set; }
    /// <summary>How many of <see cref="CachedTokens"/> are audio: they have a price of their own.</summary>
    public long? CachedAudioTokens { get; set; }
    /// <summary>How many of <see cref="CachedTokens"/> are images.</summary>
    public long? CachedImageTokens { get; set; }
    /// <summary>How many of <see cref="CachedTokens"/> are video.</summary>
    public long? CachedVideoTokens { get; set; }

    public long? ReasoningTokens { get; set; }
    public ReasoningConvention Reasoning { get; set; }
    public long? CompletionTextTokens { get; set; }
    public long? CompletionAudioTokens { get; set; }
    public long? CompletionImageTokens { get; set; }
    public long? CompletionVideoTokens { get; set; }
    /// <summary>Tokens of cited sources, beside prompt and completion (Perplexity).</summary>
    public long? CitationTokens { get; set; }
}
