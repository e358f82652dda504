namespace Accounting.Storage.Ids;

/// <summary>Writes ids into buckets of a segment: pages and filters. Its buffers are reused.</summary>
internal sealed class IdRangeWriter(IdSegmentTable table)
{
    private int[] _ends = [];
    private StoredId[] _sorted = [];
    private byte[] _page = [];

    /// <summary>Writes ranges <paramref name="firstRange"/> to <paramref name="lastRange"/>, which are to hold exactly <paramref name="ids"/>.</summary>
    public void Write(IdSegment segment, int firstRange, int lastRange, ReadOnlySpan<StoredId> ids)
    {
        var bucketsPerRangeBits = segment.BucketBits - segment.RangeBits;
        var firstBucket = firstRange << bucketsPerRangeBits;
        var buckets = (lastRange - firstRange + 1) << bucketsPerRangeBits;
        SortByBucket(segment, firstBucket, buckets, ids);
        for (var range = firstRange; range <= lastRange; range++)
        {
            var first = (range - firstRange) << bucketsPerRangeBits;
            WriteRange(segment, range, firstBucket, first, first + (1 << bucketsPerRangeBits));
        }
        segment.Ids += ids.Length;
    }

    // Counting sort. Afterwards bucket b of those written ends at _ends[b] and begins where the one before ends.
    private void SortByBucket(IdSegment segment, int firstBucket, int buckets, ReadOnlySpan<StoredId> ids)
    {
        if (_ends.Length < buckets + 1) _ends = new int[buckets + 1];
        if (_sorted.Length < ids.Length) _sorted = new StoredId[ids.Length];
        var starts = _ends.AsSpan(0, buckets + 1);
        starts.Clear();
        foreach (ref readonly var id in ids) starts[segment.BucketOf(StoredId.PrefixOf(id.Id)) - firstBucket + 1]++;
        for (var bucket = 1; bucket <= buckets; bucket++) starts[bucket] += starts[bucket - 1];
        foreach (ref readonly var id in ids) _sorted[starts[segment.BucketOf(StoredId.PrefixOf(id.Id)) - firstBucket]++] = id;
    }

    private void WriteRange(IdSegment segment, int range, int firstBucket, int from, int to)
    {
        var start = StartOf(from);
        var ids = _ends[to - 1] - start;
        if (ids == 0) return;
        var filter = IdFilter.For(ids);
        for (var bucket = from; bucket < to; bucket++)
        {
            var content = _sorted.AsSpan(StartOf(bucket), _ends[bucket] - StartOf(bucket));
            if (content.IsEmpty) continue;
            foreach (ref readonly var id in content) filter.Add(id.Id);
            WritePage(segment, firstBucket + bucket, content);
        }
        segment.Filters[range] = filter;
        table.AddFilter(segment, range, filter);
    }

    private void WritePage(IdSegment segment, int bucket, ReadOnlySpan<StoredId> content)
    {
        var length = content.Length * IdPage.RecordBytes;
        if (_page.Length < length) _page = new byte[length * 2];
        for (var index = 0; index < content.Length; index++) IdPage.Write(content[index], _page.AsSpan(index * IdPage.RecordBytes));
        table.AddPage(segment, bucket, _page.AsSpan(0, length));
    }

    private int StartOf(int bucket) => bucket == 0 ? 0 : _ends[bucket - 1];
}
