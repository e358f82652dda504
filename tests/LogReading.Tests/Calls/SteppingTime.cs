namespace Accounting.LogReading.Tests.Calls;

/// <summary>A clock on which a step passes each time it is read.</summary>
internal sealed class SteppingTime(TimeSpan step) : TimeProvider
{
    private long _ticks;

    /// <summary>How often it was read.</summary>
    public int Asked { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        Asked++;
        return _ticks += step.Ticks;
    }
}
