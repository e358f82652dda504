namespace Accounting.LogReading.Parquet.Encodings;

/// <summary>PLAIN for truth values: a bit each, least significant first.</summary>
internal sealed class PlainBooleanDecoder : ValueDecoder
{
    private ArraySegment<byte> _page;
    private long _bit;

    public override void Start(ArraySegment<byte> page, int countMax) => (_page, _bit) = (page, 0);

    public override int Decode(int count, ValueBatch batch)
    {
        if (_bit + count > 8L * _page.Count) throw ParquetException.Damaged("its values end early");
        for (var i = 0; i < count; i++, _bit++) Booleans.Set(batch, i, (_page[(int)(_bit >> 3)] >> (int)(_bit & 7)) & 1);
        return count;
    }
}
