namespace Accounting.LogReading.Parquet.Encodings;

/// <summary>DELTA_LENGTH_BYTE_ARRAY: all lengths, then all bytes, which stay where they are.</summary>
internal sealed class DeltaLengthDecoder : ValueDecoder
{
    private readonly DeltaReader _lengths = new();
    private ArraySegment<byte> _page;
    private ArraySegment<byte> _values;
    private int _countMax;
    private int _at;
    private bool _isStarted;

    public override void Start(ArraySegment<byte> page, int countMax) => (_page, _countMax, _isStarted, _at) = (page, countMax, false, 0);

    public override int Decode(int count, ValueBatch batch)
    {
        if (!_isStarted) FindValues();
        batch.Data = _values.Array!;
        for (var i = 0; i < count; i++)
        {
            var length = _lengths.Length();
            (batch.Starts[i], batch.Lengths[i]) = (_values.Offset + _at, length);
            _at += length;
        }
        return count;
    }

    // The values stand behind the lengths, which are therefore read twice.
    private void FindValues()
    {
        _isStarted = true;
        _lengths.Start(_page, _countMax);
        _values = _lengths.PassLengths(out var sum);
        if (sum > _values.Count) throw ParquetException.Damaged("its values are longer than the page");
        _lengths.Start(_page, _countMax);
    }
}
