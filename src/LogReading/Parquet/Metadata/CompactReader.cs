using System.Text;

namespace Accounting.LogReading.Parquet.Metadata;

/// <summary>
/// Reads Thrift's compact protocol (thrift-compact-protocol.md), which Parquet's metadata is written in. Every length is checked against
/// the bytes that are there.
/// </summary>
internal ref struct CompactReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _field;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>Whether reading stopped since the bytes ended: more of them might be read.</summary>
    public bool RanOut { get; private set; }

    /// <summary>Begins a structure; the answer is for <see cref="EndStruct"/>.</summary>
    public int BeginStruct()
    {
        var outer = _field;
        _field = 0;
        return outer;
    }

    /// <summary>Ends a structure, once <see cref="NextField"/> has answered false.</summary>
    public void EndStruct(int outer) => _field = outer;

    /// <summary>The next field of a structure; false at its end.</summary>
    public bool NextField(out int field, out CompactType type)
    {
        var head = Byte();
        type = (CompactType)(head & 0x0f);
        field = 0;
        if (type == CompactType.Stop) return false;
        if (type > CompactType.Uuid) throw ParquetException.Damaged($"a field of the unknown type {(int)type} stands in the metadata");
        var step = head >> 4;
        field = _field = step == 0 ? Int32() : _field + step;
        return true;
    }

    public int Int32()
    {
        var value = Int64();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw ParquetException.Damaged("a number in the metadata is too large");
    }

    public long Int64()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public static bool Bool(CompactType type) => type == CompactType.True;

    public byte Byte()
    {
        if (Position >= _bytes.Length) throw End();
        return _bytes[Position++];
    }

    public ReadOnlySpan<byte> Binary()
    {
        var length = Varint();
        if (length > (ulong)(_bytes.Length - Position)) throw End();
        var binary = _bytes.Slice(Position, (int)length);
        Position += (int)length;
        return binary;
    }

    public string Text() => Encoding.UTF8.GetString(Binary());

    /// <summary>The number of items of a list, each of at least one byte.</summary>
    public int List(out CompactType type)
    {
        var head = Byte();
        type = (CompactType)(head & 0x0f);
        var count = (head >> 4) == 15 ? Varint() : (ulong)(head >> 4);
        return count <= (ulong)(_bytes.Length - Position) ? (int)count : throw End();
    }

    /// <summary>Passes over a value.</summary>
    public void Skip(CompactType type, int depth = 0)
    {
        if (depth == ParquetLimits.ThriftDepthMax) throw ParquetException.Damaged($"its metadata is nested deeper than {ParquetLimits.ThriftDepthMax} levels");
        switch (type)
        {
            case CompactType.True or CompactType.False:
                break;
            case CompactType.Byte:
                Byte();
                break;
            case CompactType.Int16 or CompactType.Int32 or CompactType.Int64:
                Varint();
                break;
            case CompactType.Double:
                Pass(8);
                break;
            case CompactType.Uuid:
                Pass(16);
                break;
            case CompactType.Binary:
                Binary();
                break;
            case CompactType.List or CompactType.Set:
                for (var left = List(out var item); left > 0; left--) SkipItem(item, depth + 1);
                break;
            case CompactType.Map:
                SkipMap(depth);
                break;
            case CompactType.Struct:
                var outer = BeginStruct();
                while (NextField(out _, out var field)) Skip(field, depth + 1);
                EndStruct(outer);
                break;
            default:
                throw ParquetException.Damaged($"a value of the unknown type {(int)type} stands in the metadata");
        }
    }

    // Inside a list a truth value takes a byte; as a field its type is its value.
    private void SkipItem(CompactType type, int depth)
    {
        if (type is CompactType.True or CompactType.False) Byte();
        else Skip(type, depth);
    }

    private void SkipMap(int depth)
    {
        var count = Varint();
        if (count == 0) return;
        if (count > (ulong)(_bytes.Length - Position)) throw End();
        var types = Byte();
        for (; count > 0; count--)
        {
            SkipItem((CompactType)(types >> 4), depth + 1);
            SkipItem((CompactType)(types & 0x0f), depth + 1);
        }
    }

    private void Pass(int count)
    {
        if (count > _bytes.Length - Position) throw End();
        Position += count;
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
        throw ParquetException.Damaged("a number in the metadata has no end");
    }

    private ParquetException End()
    {
        RanOut = true;
        return ParquetException.Damaged("its metadata ends early");
    }
}
