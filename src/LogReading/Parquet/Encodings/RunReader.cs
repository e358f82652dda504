namespace Accounting.LogReading.Parquet.Encodings;

/// <summary>
/// Runs of equal numbers and groups of packed ones (Encodings.md, RLE = 3): levels, dictionary indices, truth values. For one thread.
/// </summary>
internal sealed class RunReader
{
    private ArraySegment<byte> _bytes;
    private int _width;
    private int _at;
    private long _left;
    private bool _isPacked;
    private long _bit;
    private int _value;

    /// <param name="bytes">Runs up to their end.</param>
    /// <param name="width">Bits of a number, 0 to 32.</param>
    /// <exception cref="ParquetException">The width is none.</exception>
    public void Start(ArraySegment<byte> bytes, int width)
    {
        if (width is < 0 or > 32) throw ParquetException.Damaged($"its numbers have {width} bits");
        (_bytes, _width, _at, _left) = (bytes, width, 0, 0);
    }

    /// <summary>The next numbers, as many as asked for.</summary>
    /// <exception cref="ParquetException">There are fewer.</exception>
    public void Read(Span<int> target)
    {
        while (!target.IsEmpty)
        {
            if (_left == 0) StartRun();
            var count = (int)Math.Min(target.Length, _left);
            if (_isPacked) Unpack(target[..count]);
            else target[..count].Fill(_value);
            _left -= count;
            target = target[count..];
        }
    }

    private void StartRun()
    {
        var head = BitReader.Varint32(_bytes, ref _at);
        _isPacked = (head & 1) == 1;
        var left = _bytes.Count - _at;
        if (_isPacked)
        {
            _bit = 8L * _at;
            // The last group may be cut behind its last number.
            _left = 8L * (head >> 1);
            if (_width > 0) _left = Math.Min(_left, 8L * left / _width);
            _at += (int)Math.Min(left, (head >> 1) * (long)_width);
        }
        else
        {
            var size = (_width + 7) / 8;
            if (size > left) throw ParquetException.Damaged("its runs end early");
            _value = unchecked((int)BitReader.Read(_bytes.AsSpan(_at, size), 0, 8 * size));
            _at += size;
            _left = head >> 1;
        }
    }

    private void Unpack(Span<int> target)
    {
        ReadOnlySpan<byte> bytes = _bytes;
        for (var i = 0; i < target.Length; i++, _bit += _width) target[i] = unchecked((int)BitReader.Read(bytes, _bit, _width));
    }
}
