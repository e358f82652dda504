using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Usage;

public class BandTests
{
    [Fact]
    public void Of_EveryEdgeAndItsNeighbours_TellsAboveFromAtLeast()
    {
        foreach (var edge in Band.Edges.ToArray())
            foreach (var size in new[] { edge - 1, edge, edge + 1 })
                foreach (var asked in Band.Edges.ToArray())
                {
                    Assert.Equal(size > asked, Band.Of(size).IsAbove(asked));
                    Assert.Equal(size >= asked, Band.Of(size).IsAtLeast(asked));
                }
    }

    [Fact]
    public void IsAbove_NotAnEdge_NamesTheEdges() =>
        Assert.Contains("128000", Assert.Throws<ArgumentOutOfRangeException>(() => Band.Of(1).IsAbove(100)).Message);
}
