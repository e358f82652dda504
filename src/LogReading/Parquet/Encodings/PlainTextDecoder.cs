using System.Buffers.Binary;

namespace Accounting.LogReading.Parquet.Encodings;

/// <summary>PLAIN for byte arrays: each behind its length. The bytes stay where they are.</summary>
internal sealed class PlainTextDecoder : ValueDecoder
{
    private ArraySegment<byte> _page;
    private int _at;

    public override void Start(ArraySegment<byte> page, int countMax) => (_page, _at) = (page, 0);

    public override int Decode(int count, ValueBatch batch)
    {
        ReadOnlySpan<byte> page = _page;
        var (starts, lengths) = (batch.Starts, batch.Lengths);
        batch.Data = _page.Array!;
        for (var i = 0; i < count; i++)
        {
            var length = page.Length - _at >= 4 ? BinaryPrimitives.ReadInt32LittleEndian(page[_at..]) : -1;
            if (length < 0 || length > page.Length - _at - 4) throw ParquetException.Damaged("its values are longer than the page");
            starts[i] = _page.Offset + _at + 4;
            lengths[i] = length;
            _at += 4 + length;
        }
        return count;
    }
}
