namespace Accounting.LogReading.Parquet.Encodings;

/// <summary>PLAIN for values of one length: one after the other.</summary>
internal sealed class PlainFixedDecoder(int length) : ValueDecoder
{
    private ArraySegment<byte> _page;
    private int _at;

    public override void Start(ArraySegment<byte> page, int countMax) => (_page, _at) = (page, 0);

    public override int Decode(int count, ValueBatch batch)
    {
        if ((long)count * length > _page.Count - _at) throw ParquetException.Damaged("its values end early");
        batch.Data = _page.Array!;
        for (var i = 0; i < count; i++, _at += length) (batch.Starts[i], batch.Lengths[i]) = (_page.Offset + _at, length);
        return count;
    }
}
