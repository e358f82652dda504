namespace Accounting.Core.Usage;

/// <summary>
/// The range that the size of a prompt (or of an output) fell into. A size exactly on an edge is a band of its own, so that
/// both <c>size &gt; edge</c> and <c>size &gt;= edge</c> can be told from the band alone, and quantities of one band can be summed before
/// they are priced.
/// </summary>
public readonly record struct Band(byte Index) : IComparable<Band>
{
    /// <summary>
    /// Prompt sizes at which some provider changes its price; k = 1,000. Stored bands depend on them: append only with a new ledger
    /// version.
    /// </summary>
    public static ReadOnlySpan<long> Edges => [16_000, 32_000, 64_000, 128_000, 200_000, 252_000, 256_000, 272_000, 512_000, 1_000_000];

    public static Band Of(long size)
    {
        var edges = Edges;
        var below = 0;
        while (below < edges.Length && edges[below] < size) below++;
        return new((byte)(2 * below + (below < edges.Length && edges[below] == size ? 1 : 0)));
    }

    /// <summary>Whether every size of this band is greater than <paramref name="edge"/>, one of <see cref="Edges"/>.</summary>
    public bool IsAbove(long edge) => Index > 2 * IndexOfEdge(edge) + 1;

    /// <summary>Whether every size of this band is at least <paramref name="edge"/>, one of <see cref="Edges"/>.</summary>
    public bool IsAtLeast(long edge) => Index >= 2 * IndexOfEdge(edge) + 1;

    public int CompareTo(Band other) => Index.CompareTo(other.Index);

    public static bool operator <(Band left, Band right) => left.Index < right.Index;
    public static bool operator <=(Band left, Band right) => left.Index <= right.Index;
    public static bool operator >(Band left, Band right) => left.Index > right.Index;
    public static bool operator >=(Band left, Band right) => left.Index >= right.Index;

    private static int IndexOfEdge(long edge)
    {
        var index = Edges.IndexOf(edge);
        return index >= 0 ? index : throw new ArgumentOutOfRangeException(nameof(edge), edge, $"Not a band edge; the edges are {string.Join(", ", Edges.ToArray())}.");
    }
}
