namespace Accounting.LogReading.Tests.Inputs;

public class LimitsTests
{
    /// <summary>The cutter counts on it: a line beyond the limit never stands in a chunk among others.</summary>
    [Fact]
    public void ChunkBytes_AnyAllowed_IsNoLongerThanALine() =>
        Assert.InRange(Limits.ChunkBytesDefault, Limits.ChunkBytesMin, Math.Min(Limits.ChunkBytesMax, Limits.LineBytesMax));

    /// <summary>What tells a byte order mark, a shape or a tar archive must see enough.</summary>
    [Fact]
    public void SniffBytes_IsMoreThanAnyMark() => Assert.InRange(Limits.SniffBytes, 512, Limits.ChunkBytesDefault);

    /// <summary>A line longer than the limit is refused before the guard against archives that blow up can speak; both fit an honest log.</summary>
    [Fact]
    public void DecompressedBytesUnchecked_IsMoreThanAFewLines() => Assert.True(Limits.DecompressedBytesUnchecked >= 4L * Limits.LineBytesMax);
}
