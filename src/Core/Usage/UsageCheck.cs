namespace Accounting.Core.Usage;

/// <summary>Whether reported numbers can be quantities at all.</summary>
internal static class UsageCheck
{
    /// <summary>A sentence about the first number that is negative or too large; empty if all are fine.</summary>
    public static string FirstError(in ReportedUsage usage)
    {
        // One comparison each in the good case: the names are only looked for where something is wrong.
        return IsCount(usage.PromptTokens) && IsCount(usage.CompletionTokens) && IsCount(usage.TotalTokens)
            && IsCount(usage.CachedTokens) && IsCount(usage.CacheWriteTokens) && IsCount(usage.CacheWrite5mTokens)
            && IsCount(usage.CacheWrite1hTokens)
            && IsCount(usage.PromptTextTokens) && IsCount(usage.PromptAudioTokens) && IsCount(usage.PromptImageTokens)
            && IsCount(usage.PromptVideoTokens)
            && IsCount(usage.CachedTextTokens) && IsCount(usage.CachedAudioTokens) && IsCount(usage.CachedImageTokens)
            && IsCount(usage.CachedVideoTokens)
            && IsCount(usage.ReasoningTokens) && IsCount(usage.CitationTokens) && IsCount(usage.CompletionTextTokens)
            && IsCount(usage.CompletionAudioTokens) && IsCount(usage.CompletionImageTokens) && IsCount(usage.CompletionVideoTokens)
            ? ""
            : Describe(usage);
    }

    private static bool IsCount(long? value) => value is null or >= 0 and <= QuantityList.AmountMax;

    private static string Describe(in ReportedUsage usage)
    {
        (string Name, long? Value)[] numbers =
        [
            ("prompt tokens", usage.PromptTokens), ("completion tokens", usage.CompletionTokens), ("total tokens", usage.TotalTokens),
            ("cached tokens", usage.CachedTokens), ("cache write tokens", usage.CacheWriteTokens),
            ("5-minute cache write tokens", usage.CacheWrite5mTokens), ("1-hour cache write tokens", usage.CacheWrite1hTokens),
            ("prompt text tokens", usage.PromptTextTokens), ("prompt audio tokens", usage.PromptAudioTokens),
            ("prompt image tokens", usage.PromptImageTokens), ("prompt video tokens", usage.PromptVideoTokens),
            ("cached text tokens", usage.CachedTextTokens), ("cached audio tokens", usage.CachedAudioTokens),
            ("cached image tokens", usage.CachedImageTokens), ("cached video tokens", usage.CachedVideoTokens),
            ("reasoning tokens", usage.ReasoningTokens), ("citation tokens", usage.CitationTokens),
            ("completion text tokens", usage.CompletionTextTokens), ("completion audio tokens", usage.CompletionAudioTokens),
            ("completion image tokens", usage.CompletionImageTokens), ("completion video tokens", usage.CompletionVideoTokens),
        ];
        var (name, value) = Array.Find(numbers, number => !IsCount(number.Value));
        return value < 0
            ? $"{name} is {value}; a count of tokens is never negative."
            : $"{name} is {value}; a count of tokens is at most 2^40.";
    }
}
