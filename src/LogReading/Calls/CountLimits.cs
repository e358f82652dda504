namespace Accounting.LogReading.Calls;

/// <summary>
/// What bounds the counting of a call's text. It decides whether a call is counted, never what its count is: so it is no part of
/// <see cref="ReadingOptions"/>, by which an unchanged input is skipped.
/// </summary>
public sealed record CountLimits
{
    /// <summary>Nothing is bounded.</summary>
    public static CountLimits None { get; } = new();

    /// <summary>
    /// How long the text of one call may be counted, more than 0; null: as long as it takes. A call that is not done by then is rejected
    /// as <c>count_timeout</c>; with <see cref="UsageMode.Verify"/> it is billed as reported, without a count of ours beside.
    /// (<c>tokenizer_timeout_seconds</c>, where a call would count 0.)
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
