using Accounting.Core.Usage;

namespace Accounting.Core.Reconciling;

/// <summary>Tokens as providers tell them apart on an invoice; coarser than meters.</summary>
public enum UsageGroup
{
    /// <summary>Input that is neither read from nor written to a cache, without audio.</summary>
    Input,
    CachedInput,
    CacheWrite,
    /// <summary>Output with reasoning, without audio.</summary>
    Output,
    AudioInput,
    AudioOutput,
}

/// <summary>Which meter is in which group.</summary>
public static class UsageGroups
{
    public static readonly IReadOnlyList<UsageGroup> All = Enum.GetValues<UsageGroup>();

    /// <summary>The group's name in every answer: <c>cached_input_tokens</c>.</summary>
    public static string NameOf(UsageGroup group) => group switch
    {
        UsageGroup.Input => "input_tokens",
        UsageGroup.CachedInput => "cached_input_tokens",
        UsageGroup.CacheWrite => "cache_write_tokens",
        UsageGroup.Output => "output_tokens",
        UsageGroup.AudioInput => "audio_input_tokens",
        _ => "audio_output_tokens",
    };

    /// <summary>Null: no tokens that an invoice names.</summary>
    public static UsageGroup? Of(Meter meter) => meter switch
    {
        Meter.InputTokens or Meter.ImageInputTokens or Meter.VideoInputTokens => UsageGroup.Input,
        Meter.CachedInputTokens or Meter.CachedAudioInputTokens => UsageGroup.CachedInput,
        Meter.CacheWriteTokens or Meter.CacheWrite1hTokens => UsageGroup.CacheWrite,
        Meter.OutputTokens or Meter.ReasoningTokens or Meter.ImageOutputTokens or Meter.VideoOutputTokens => UsageGroup.Output,
        Meter.AudioInputTokens => UsageGroup.AudioInput,
        Meter.AudioOutputTokens => UsageGroup.AudioOutput,
        _ => null,
    };
}
