namespace Accounting.Core.Usage;

/// <summary>
/// From reported totals with details to meters that exclude each other (invariant 7; LiteLLM 2.1 and 2.5, steps 1 to 6). The meters of one
/// side sum to its reported
/// total, unless the details alone exceed it: what no detail names is text.
/// </summary>
public static class UsageNormalizer
{
    /// <summary>
    /// Adds the call's quantities to <paramref name="into"/>. False, with nothing added, where a number is negative or above 2^40.
    /// </summary>
    /// <param name="usage">What the log reports.</param>
    /// <param name="into">Receives the quantities; zeros are left out.</param>
    /// <param name="error">Which number was wrong; empty if none.</param>
    public static bool TryNormalize(in ReportedUsage usage, QuantityList into, out string error)
    {
        error = UsageCheck.FirstError(usage);
        if (error.Length > 0) return false;
        AddInput(usage, into);
        AddOutput(usage, into);
        into.Add(Meter.CitationTokens, usage.CitationTokens ?? 0);
        return true;
    }

    private static void AddInput(in ReportedUsage usage, QuantityList into)
    {
        var cached = CachedParts.Of(usage);
        var (write, write1h) = Writes(usage);
        var text = Math.Max((usage.PromptTextTokens ?? 0) - cached.Text, 0);
        var audio = Math.Max((usage.PromptAudioTokens ?? 0) - cached.Audio, 0);
        var image = Math.Max((usage.PromptImageTokens ?? 0) - cached.Image, 0);
        var video = Math.Max((usage.PromptVideoTokens ?? 0) - cached.Video, 0);
        var cache = cached.Total + write + write1h;
        if (cache > 0 && text + audio + image + video + cache > usage.PromptTokens)
        {
            // The details count cached tokens a second time: what is not cache is shared out, text last.
            var budget = Math.Max(usage.PromptTokens - cache, 0);
            audio = Take(ref budget, audio);
            image = Take(ref budget, image);
            video = Take(ref budget, video);
            text = budget;
        }
        else
        {
            text = Math.Max(text, usage.PromptTokens - cache - audio - image - video);
        }
        into.Add(Meter.InputTokens, text);
        into.Add(Meter.CachedInputTokens, cached.Total - cached.Audio);
        into.Add(Meter.CachedAudioInputTokens, cached.Audio);
        into.Add(Meter.CacheWriteTokens, write);
        into.Add(Meter.CacheWrite1hTokens, write1h);
        into.Add(Meter.AudioInputTokens, audio);
        into.Add(Meter.ImageInputTokens, image);
        into.Add(Meter.VideoInputTokens, video);
    }

    private static void AddOutput(in ReportedUsage usage, QuantityList into)
    {
        var reasoning = usage.ReasoningTokens ?? 0;
        var completion = usage.CompletionTokens;
        if (IsOnTop(usage)) completion = Math.Min(completion + reasoning, QuantityList.AmountMax);
        var media = (usage.CompletionAudioTokens ?? 0) + (usage.CompletionImageTokens ?? 0) + (usage.CompletionVideoTokens ?? 0);
        reasoning = Math.Min(reasoning, completion);
        var rest = Math.Max(completion - reasoning - media, 0);
        var text = media == 0 ? rest : Math.Max(TextBeside(usage, reasoning, media, completion), rest);
        into.Add(Meter.OutputTokens, text);
        into.Add(Meter.ReasoningTokens, reasoning);
        into.Add(Meter.AudioOutputTokens, usage.CompletionAudioTokens ?? 0);
        into.Add(Meter.ImageOutputTokens, usage.CompletionImageTokens ?? 0);
        into.Add(Meter.VideoOutputTokens, usage.CompletionVideoTokens ?? 0);
    }

    // The reported text, less the reasoning that is nested in it.
    private static long TextBeside(in ReportedUsage usage, long reasoning, long media, long completion)
    {
        var text = usage.CompletionTextTokens ?? 0;
        return text - Math.Min(Math.Min(reasoning, text), Math.Max(text + reasoning + media - completion, 0));
    }

    private static bool IsOnTop(in ReportedUsage usage) => usage.Reasoning switch
    {
        ReasoningConvention.OnTop => true,
        ReasoningConvention.OnTopUnlessTotalIncludes => usage.TotalTokens != usage.PromptTokens + usage.CompletionTokens,
        _ => false,
    };

    // The split by life replaces the total, but a total above it is not forgotten.
    private static (long Minutes, long Hour) Writes(in ReportedUsage usage)
    {
        var hour = usage.CacheWrite1hTokens ?? 0;
        var minutes = Math.Max(usage.CacheWrite5mTokens ?? 0, (usage.CacheWriteTokens ?? 0) - hour);
        return (minutes, hour);
    }

    private static long Take(ref long budget, long wanted)
    {
        var taken = Math.Min(budget, wanted);
        budget -= taken;
        return taken;
    }

    /// <summary>Cached tokens by kind; the kinds together are never more than all cached ones.</summary>
    private readonly record struct CachedParts(long Total, long Text, long Audio, long Image, long Video)
    {
        public static CachedParts Of(in ReportedUsage usage)
        {
            var total = usage.CachedTokens
                ?? (usage.CachedTextTokens ?? 0) + (usage.CachedAudioTokens ?? 0) + (usage.CachedImageTokens ?? 0)
                    + (usage.CachedVideoTokens ?? 0);
            total = Math.Min(total, QuantityList.AmountMax);
            var rest = total;
            var audio = Take(ref rest, usage.CachedAudioTokens ?? 0);
            var text = Take(ref rest, usage.CachedTextTokens ?? 0);
            var image = Take(ref rest, usage.CachedImageTokens ?? 0);
            return new(total, text, audio, image, Take(ref rest, usage.CachedVideoTokens ?? 0));
        }
    }
}
