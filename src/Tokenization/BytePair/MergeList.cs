using System.Buffers.Binary;
using Accounting.Tokenization.Data;

namespace Accounting.Tokenization.BytePair;

/// <summary>
/// A vocabulary file: each token longer than one byte as the two tokens that it is merged from last. Layout (little-endian): first rank,
/// number of merges,
/// 256 single bytes in rank order (an appendix to another vocabulary has none), left parts and right parts, each as planes of low, middle
/// and high bytes.
/// </summary>
internal readonly ref struct MergeList
{
    private const int HeaderBytes = 8, PlanesPerPart = 3, SingleByteTokens = 256;

    private readonly ReadOnlySpan<byte> _planes;

    private MergeList(int firstRank, int count, ReadOnlySpan<byte> singles, ReadOnlySpan<byte> planes)
    {
        FirstRank = firstRank;
        Count = count;
        Singles = singles;
        _planes = planes;
    }

    /// <summary>Rank of the first single byte; of the first merge in an appendix.</summary>
    public int FirstRank { get; }

    public int Count { get; }

    /// <summary>The single bytes in rank order; empty in an appendix.</summary>
    public ReadOnlySpan<byte> Singles { get; }

    public int FirstMerge => FirstRank + Singles.Length;
    public int End => FirstMerge + Count;

    public static MergeList Read(string fileName)
    {
        ReadOnlySpan<byte> raw = DataFile.Read(fileName);
        var firstRank = BinaryPrimitives.ReadInt32LittleEndian(raw);
        var count = BinaryPrimitives.ReadInt32LittleEndian(raw[4..]);
        var planes = 2 * PlanesPerPart * count;
        var singles = raw.Length - HeaderBytes - planes;
        if (count < 0 || singles is not (0 or SingleByteTokens))
            throw new InvalidDataException($"{fileName} does not hold the {count} merges it announces.");
        return new(firstRank, count, raw.Slice(HeaderBytes, singles), raw[^planes..]);
    }

    public int Left(int index) => Part(index);

    public int Right(int index) => Part(PlanesPerPart * Count + index);

    private int Part(int at) => _planes[at] | (_planes[at + Count] << 8) | (_planes[at + 2 * Count] << 16);
}
