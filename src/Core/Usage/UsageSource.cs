namespace Accounting.Core.Usage;

/// <summary>Where the quantities of a call come from. Stored with them: never renumber.</summary>
public enum UsageSource : byte
{
    /// <summary>The provider's own numbers, as logged.</summary>
    Reported = 0,
    /// <summary>Counted by us, with the model's own encoding.</summary>
    Counted = 1,
    /// <summary>Counted by us with an encoding that is not known to be the model's.</summary>
    Estimated = 2,
}
