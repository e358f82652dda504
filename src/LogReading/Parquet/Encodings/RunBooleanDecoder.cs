using System.Buffers.Binary;

namespace Accounting.LogReading.Parquet.Encodings;

/// <summary>RLE for truth values: runs behind their length.</summary>
internal sealed class RunBooleanDecoder : ValueDecoder
{
    private readonly RunReader _runs = new();
    private readonly int[] _bits = new int[ParquetLimits.BatchValues];

    public override void Start(ArraySegment<byte> page, int countMax)
    {
        if (page.Count == 0)
        {
            _runs.Start(page, 1);
            return;
        }
        var length = page.Count >= 4 ? BinaryPrimitives.ReadInt32LittleEndian(page) : -1;
        if (length < 0 || length > page.Count - 4) throw ParquetException.Damaged("its runs are longer than the page");
        _runs.Start(page.Slice(4, length), 1);
    }

    public override int Decode(int count, ValueBatch batch)
    {
        _runs.Read(_bits.AsSpan(0, count));
        for (var i = 0; i < count; i++) Booleans.Set(batch, i, _bits[i]);
        return count;
    }
}
