namespace Accounting.LogReading.Parquet.Encodings;

/// <summary>BYTE_STREAM_SPLIT: first the first byte of each value, then the second of each, and so on.</summary>
internal sealed class StreamSplitDecoder(int length, MemoryBudget budget) : ValueDecoder
{
    private ArraySegment<byte> _page;
    private byte[] _data = [];
    private int _at;

    public override void Start(ArraySegment<byte> page, int countMax) => (_page, _at) = (page, 0);

    public override int Decode(int count, ValueBatch batch)
    {
        var values = _page.Count / length;
        if (values * length != _page.Count || count > values - _at) throw ParquetException.Damaged("its values end early");
        count = Math.Clamp(ParquetLimits.BatchBytes / length, 1, count);
        budget.Ensure(ref _data, count * length);
        batch.Data = _data;
        ReadOnlySpan<byte> page = _page;
        for (var i = 0; i < count; i++, _at++)
        {
            for (var k = 0; k < length; k++) _data[i * length + k] = page[k * values + _at];
            (batch.Starts[i], batch.Lengths[i]) = (i * length, length);
        }
        return count;
    }
}
