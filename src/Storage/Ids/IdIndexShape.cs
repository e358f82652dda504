using System.Numerics;

namespace Accounting.Storage.Ids;

/// <summary>The sizes that the id index is built from. Stored segments keep their own bucket bits, so a ledger can be opened with another shape.</summary>
/// <param name="BucketIdsMax">A segment gets as many buckets, a power of two, as keep their mean size at or below this.</param>
/// <param name="BucketsPerRange">A power of two. A range of buckets has one filter and is merged in one step.</param>
/// <param name="Fanout">How many segments of one level are merged into one of the next.</param>
internal sealed record IdIndexShape(int BucketIdsMax, int BucketsPerRange, int Fanout)
{
    /// <summary>
    /// A bucket of 32 to 64 ids is a row of about 1.3 kB: cheap to read, and not many rows. A range of 64 buckets, some 3,000 ids, bounds what one commit
    /// merges at a stroke to about a millisecond. A fanout of 8 rewrites an id about five times on the way to 50 million and leaves some 25 segments to ask.
    /// </summary>
    public static readonly IdIndexShape Default = new(64, 64, 8);

    private const int BucketBitsMax = 26;

    public int BucketBits(long ids) =>
        ids <= BucketIdsMax ? 0 : Math.Min(BucketBitsMax, BitOperations.Log2((ulong)((ids - 1) / BucketIdsMax)) + 1);

    public int RangeBits(int bucketBits) => Math.Max(0, bucketBits - BitOperations.Log2((uint)BucketsPerRange));

    /// <summary>The tier of a segment of this size: each is <see cref="Fanout"/> times as large as the one below.</summary>
    public int Level(long ids)
    {
        var level = 0;
        for (; ids >= Fanout; ids /= Fanout) level++;
        return level;
    }
}
