using System.Buffers.Binary;

namespace Accounting.LogReading.Parquet.Encodings;

/// <summary>Reads numbers of a few bits each, least significant bit first.</summary>
internal static class BitReader
{
    /// <summary>The number of <paramref name="width"/> (0 to 64) bits at a bit; all of them must lie inside.</summary>
    public static ulong Read(ReadOnlySpan<byte> bytes, long bit, int width)
    {
        if (width == 0) return 0;
        var at = (int)(bit >> 3);
        var shift = (int)(bit & 7);
        var value = Load(bytes, at) >> shift;
        if (shift + width > 64) value |= (ulong)bytes[at + 8] << (64 - shift);
        return width == 64 ? value : value & ((1UL << width) - 1);
    }

    private static ulong Load(ReadOnlySpan<byte> bytes, int at)
    {
        if (bytes.Length - at >= 8) return BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
        var value = 0UL;
        for (var i = bytes.Length - 1; i >= at; i--) value = (value << 8) | bytes[i];
        return value;
    }

    /// <summary>An unsigned number in seven bits a byte, of at most 32 bits.</summary>
    /// <exception cref="ParquetException">It has no end.</exception>
    public static uint Varint32(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = Varint64(bytes, ref at);
        return value <= uint.MaxValue ? (uint)value : throw ParquetException.Damaged("a length in it is too large");
    }

    /// <summary>An unsigned number in seven bits a byte.</summary>
    /// <exception cref="ParquetException">It has no end.</exception>
    public static ulong Varint64(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (at >= bytes.Length) throw ParquetException.Damaged("it ends early");
            var next = bytes[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
        throw ParquetException.Damaged("a number in it has no end");
    }
}
