namespace Accounting.Storage.Runs;

/// <summary>Instants as they are stored: whole microseconds since 1970-01-01 UTC.</summary>
internal static class Instant
{
    public static long ToMicroseconds(DateTimeOffset time) => FloorDivide(time.UtcTicks - DateTime.UnixEpoch.Ticks);

    /// <summary>The first whole microsecond at or after <paramref name="time"/>.</summary>
    public static long ToMicrosecondsUp(DateTimeOffset time) => -FloorDivide(DateTime.UnixEpoch.Ticks - time.UtcTicks);

    public static DateTimeOffset FromMicroseconds(long value) => DateTimeOffset.UnixEpoch.AddTicks(value * TimeSpan.TicksPerMicrosecond);

    private static long FloorDivide(long ticks) => Math.DivRem(ticks, TimeSpan.TicksPerMicrosecond, out var rest) - (rest < 0 ? 1 : 0);
}
