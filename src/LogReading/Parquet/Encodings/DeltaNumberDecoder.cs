using System.Buffers.Binary;

namespace Accounting.LogReading.Parquet.Encodings;

/// <summary>DELTA_BINARY_PACKED for numbers of four or eight bytes.</summary>
internal sealed class DeltaNumberDecoder(int length) : ValueDecoder
{
    private readonly DeltaReader _deltas = new();
    private readonly byte[] _data = new byte[8 * ParquetLimits.BatchValues];
    private ArraySegment<byte> _page;
    private int _countMax;
    private bool _isStarted;

    // A page without values may have no bytes at all.
    public override void Start(ArraySegment<byte> page, int countMax) => (_page, _countMax, _isStarted) = (page, countMax, false);

    public override int Decode(int count, ValueBatch batch)
    {
        if (!_isStarted) _deltas.Start(_page, _countMax);
        _isStarted = true;
        batch.Data = _data;
        for (var i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(_data.AsSpan(8 * i), _deltas.Next());
            (batch.Starts[i], batch.Lengths[i]) = (8 * i, length);
        }
        return count;
    }
}
