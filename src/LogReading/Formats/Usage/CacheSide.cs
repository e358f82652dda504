using Accounting.Core.Usage;

namespace Accounting.LogReading.Formats.Usage;

/// <summary>
/// Whether what caches gave and took is part of the reported input: logs of many providers in one form do not agree. A total decides
/// where it fits one reading only; else a cache that is
/// larger than the input stands beside it.
/// </summary>
internal static class CacheSide
{
    /// <summary>Makes the prompt include its caches, as <see cref="ReportedUsage"/> has it.</summary>
    /// <param name="usage">With the input as it was reported.</param>
    /// <param name="isBesideByRule">What the log's own rule is where its numbers do not tell.</param>
    public static void Include(ref ReportedUsage usage, bool isBesideByRule)
    {
        var cache = (usage.CachedTokens ?? 0) + Math.Max(usage.CacheWriteTokens ?? 0, (usage.CacheWrite5mTokens ?? 0) + (usage.CacheWrite1hTokens ?? 0));
        if (cache == 0) return;
        var sum = usage.PromptTokens + usage.CompletionTokens;
        var isBeside = cache > usage.PromptTokens || (usage.TotalTokens == sum ? false : usage.TotalTokens == sum + cache || isBesideByRule);
        if (isBeside) usage.PromptTokens += cache;
    }
}
