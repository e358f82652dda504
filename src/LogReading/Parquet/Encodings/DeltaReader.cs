namespace Accounting.LogReading.Parquet.Encodings;

/// <summary>DELTA_BINARY_PACKED (Encodings.md): numbers as differences, packed block by block. For one thread.</summary>
internal sealed class DeltaReader
{
    private const int BlockValuesMax = 1 << 20;

    private ArraySegment<byte> _bytes;
    private int _at;
    private int _valuesOfMiniblock;
    private int _miniblocks;
    private int _widthsAt;
    private int _miniblock;
    private int _leftInMiniblock;
    private int _width;
    private long _bit;
    private long _minDelta;
    private long _value;
    private bool _isFirst;

    /// <summary>Numbers that are left.</summary>
    public int Left { get; private set; }

    /// <summary>Starts at the beginning of <paramref name="bytes"/>, behind which other data may follow.</summary>
    /// <exception cref="ParquetException">The header is damaged, or tells of more numbers than <paramref name="countMax"/>.</exception>
    public void Start(ArraySegment<byte> bytes, int countMax)
    {
        (_bytes, _at) = (bytes, 0);
        var block = BitReader.Varint32(bytes, ref _at);
        var miniblocks = BitReader.Varint32(bytes, ref _at);
        var count = BitReader.Varint32(bytes, ref _at);
        _value = Zigzag(BitReader.Varint64(bytes, ref _at));
        if (block is 0 or > BlockValuesMax || miniblocks == 0 || block % miniblocks != 0 || block / miniblocks % 32 != 0)
            throw ParquetException.Damaged("its differences have an impossible header");
        if (count > countMax) throw ParquetException.Damaged($"it has {count} numbers where {countMax} values were expected at most");
        Left = (int)count;
        _miniblocks = _miniblock = (int)miniblocks;
        _valuesOfMiniblock = (int)(block / miniblocks);
        _leftInMiniblock = 0;
        _isFirst = true;
    }

    /// <summary>The next number. Sums wrap around, as writers' do.</summary>
    /// <exception cref="ParquetException">There is none.</exception>
    public long Next()
    {
        if (Left == 0) throw ParquetException.Damaged("its values end early");
        Left--;
        if (_isFirst)
        {
            _isFirst = false;
            return _value;
        }
        if (_leftInMiniblock == 0) StartMiniblock();
        _leftInMiniblock--;
        var delta = BitReader.Read(_bytes, _bit, _width);
        _bit += _width;
        _value = unchecked(_value + _minDelta + (long)delta);
        return _value;
    }

    /// <summary>
    /// What stands behind the numbers; <see cref="Left"/> is 0 then. Answers their sum too, of those that are not negative.
    /// </summary>
    /// <exception cref="ParquetException">A number is negative, or they are damaged.</exception>
    public ArraySegment<byte> PassLengths(out long sum)
    {
        sum = 0;
        while (Left > 0) sum += Length();
        return _bytes[_at..];
    }

    /// <summary>The next number, which must be a length.</summary>
    /// <exception cref="ParquetException">It is none.</exception>
    public int Length()
    {
        var length = Next();
        return length is >= 0 and <= int.MaxValue ? (int)length : throw ParquetException.Damaged("a length of its values is impossible");
    }

    private void StartMiniblock()
    {
        if (_miniblock == _miniblocks) StartBlock();
        _width = _bytes[_widthsAt + _miniblock++];
        if (_width > 64) throw ParquetException.Damaged($"its differences have {_width} bits");
        var size = (long)_width * _valuesOfMiniblock / 8;
        if (size > _bytes.Count - _at) throw ParquetException.Damaged("its differences end early");
        _bit = 8L * _at;
        _at += (int)size;
        _leftInMiniblock = _valuesOfMiniblock;
    }

    private void StartBlock()
    {
        _minDelta = Zigzag(BitReader.Varint64(_bytes, ref _at));
        if (_miniblocks > _bytes.Count - _at) throw ParquetException.Damaged("its differences end early");
        _widthsAt = _at;
        _at += _miniblocks;
        _miniblock = 0;
    }

    private static long Zigzag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);
}
