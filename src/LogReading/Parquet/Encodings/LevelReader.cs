using System.Buffers.Binary;
using System.Numerics;
using Accounting.LogReading.Parquet.Metadata;

namespace Accounting.LogReading.Parquet.Encodings;

/// <summary>Reads the repetition or definition levels of pages. For one thread.</summary>
internal sealed class LevelReader(int max)
{
    private readonly RunReader _runs = new();
    private readonly int _width = 32 - BitOperations.LeadingZeroCount((uint)max);
    private ArraySegment<byte> _packed;
    private long _bit;
    private bool _isPacked;

    /// <summary>Starts with the levels of a page of version 2.</summary>
    public void Start(ArraySegment<byte> levels)
    {
        _isPacked = false;
        if (max > 0) _runs.Start(levels, _width);
    }

    /// <summary>Starts with the levels at the beginning of a page of version 1, and answers what stands behind them.</summary>
    /// <exception cref="ParquetException">They are longer than the page, or in an encoding that is none for levels.</exception>
    public ArraySegment<byte> Start(ArraySegment<byte> page, PageEncoding encoding, int count)
    {
        _isPacked = false;
        if (max == 0) return page;
        switch (encoding)
        {
            case PageEncoding.Rle:
                if (page.Count < 4) throw ParquetException.Damaged("its levels end early");
                var length = BinaryPrimitives.ReadInt32LittleEndian(page);
                if (length < 0 || length > page.Count - 4) throw ParquetException.Damaged("its levels are longer than the page");
                _runs.Start(page.Slice(4, length), _width);
                return page[(4 + length)..];
            case PageEncoding.BitPacked:
                var bytes = ((long)count * _width + 7) / 8;
                if (bytes > page.Count) throw ParquetException.Damaged("its levels end early");
                (_isPacked, _packed, _bit) = (true, page[..(int)bytes], 0);
                return page[(int)bytes..];
            default:
                throw ParquetException.Unsupported($"its levels have the encoding {encoding} ({(int)encoding})");
        }
    }

    /// <summary>The next levels.</summary>
    /// <exception cref="ParquetException">There are fewer, or one is beyond the deepest.</exception>
    public void Read(Span<int> levels)
    {
        if (max == 0)
        {
            levels.Clear();
            return;
        }
        if (_isPacked) Unpack(levels);
        else _runs.Read(levels);
        foreach (var level in levels)
            if (level < 0 || level > max) throw ParquetException.Damaged($"a level is {level}, and the deepest is {max}");
    }

    // The retired encoding BIT_PACKED: most significant bit first. The page was found to be long enough.
    private void Unpack(Span<int> levels)
    {
        ReadOnlySpan<byte> bytes = _packed;
        foreach (ref var level in levels)
        {
            level = 0;
            for (var i = 0; i < _width; i++, _bit++) level = (level << 1) | ((bytes[(int)(_bit >> 3)] >> (7 - (int)(_bit & 7))) & 1);
        }
    }
}
