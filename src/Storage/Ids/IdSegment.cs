using Accounting.Core.Ledger;

namespace Accounting.Storage.Ids;

/// <summary>
/// Ids that were stored or merged together: buckets by prefix, each a stored page, and a filter in memory for each range of buckets.
/// While segments are merged, each prefix belongs either to the inputs or to the output: <see cref="From"/> and <see cref="To"/> move through the prefixes together.
/// </summary>
internal sealed class IdSegment(long id, int bucketBits, int rangeBits)
{
    public long Id { get; } = id;

    public int BucketBits { get; } = bucketBits;

    public int RangeBits { get; } = rangeBits;

    /// <summary>How many ids it holds; of an output, how many have come so far.</summary>
    public long Ids { get; set; }

    /// <summary>The first prefix that is still here.</summary>
    public long From { get; set; }

    /// <summary>One beyond the last prefix that is here.</summary>
    public long To { get; set; } = StoredId.PrefixEnd;

    /// <summary>The segment that this one is being merged into; 0: none.</summary>
    public long Output { get; set; }

    public bool IsComplete => To == StoredId.PrefixEnd;

    /// <summary>The filter of each range.</summary>
    public IdFilter[] Filters { get; } = new IdFilter[1 << rangeBits];

    public int BucketOf(uint prefix) => (int)((long)prefix >> (StoredId.PrefixBits - BucketBits));

    public int RangeOf(uint prefix) => (int)((long)prefix >> (StoredId.PrefixBits - RangeBits));

    /// <summary>The first prefix of a range; of the range after the last: one beyond all prefixes.</summary>
    public long RangeStart(int range) => (long)range << (StoredId.PrefixBits - RangeBits);

    public bool MayContain(in CallId id, in IdMask mask)
    {
        var prefix = StoredId.PrefixOf(id);
        return prefix >= From && prefix < To && Filters[RangeOf(prefix)].MayContain(id, mask);
    }
}
