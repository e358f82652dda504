namespace Accounting.Core.Usage;

/// <summary>What is true of a meter whatever its price.</summary>
public static class MeterKinds
{
    /// <summary>Whether the meter is billed; our own counts beside reported ones are not.</summary>
    public static bool IsBilled(this Meter meter) => meter is not (Meter.CountedInputTokens or Meter.CountedOutputTokens);
}
