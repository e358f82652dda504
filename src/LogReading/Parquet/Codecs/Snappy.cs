using System.Buffers.Binary;

namespace Accounting.LogReading.Parquet.Codecs;

/// <summary>Decodes Snappy's raw form (format_description.txt). Every length and distance is checked.</summary>
internal static class Snappy
{
    // Most pieces are shorter: copying this many bytes at once, of which the ones behind the piece are written again, is faster than asking.
    private const int Step = 16;

    /// <summary>Fills <paramref name="target"/> exactly.</summary>
    /// <exception cref="ParquetException">The data is damaged or of another length.</exception>
    public static void Decode(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var at = 0;
        if (Length(source, ref at) != target.Length) throw Damaged();
        var written = 0;
        while (at < source.Length)
        {
            var tag = source[at++];
            if ((tag & 3) == 0)
            {
                var length = LiteralLength(tag, source, ref at);
                if (length > source.Length - at || length > target.Length - written) throw Damaged();
                if (length <= Step && source.Length - at >= Step && target.Length - written >= Step)
                    source.Slice(at, Step).CopyTo(target.Slice(written, Step));
                else
                    source.Slice(at, length).CopyTo(target[written..]);
                at += length;
                written += length;
            }
            else
            {
                var (length, distance) = Copy(tag, source, ref at);
                CopyWithin(target, written, distance, length);
                written += length;
            }
        }
        if (written != target.Length) throw Damaged();
    }

    /// <summary>Copies bytes that were written before; where they overlap, those just written are copied again.</summary>
    internal static void CopyWithin(Span<byte> target, int written, int distance, int length)
    {
        if (distance <= 0 || distance > written || length > target.Length - written)
            throw ParquetException.Damaged("its compressed data refers to bytes outside of it");
        var from = written - distance;
        if (length <= Step && distance >= Step && target.Length - written >= Step)
        {
            target.Slice(from, Step).CopyTo(target.Slice(written, Step));
            return;
        }
        if (distance >= length)
        {
            target.Slice(from, length).CopyTo(target[written..]);
            return;
        }
        if (distance == 1)
        {
            target.Slice(written, length).Fill(target[from]);
            return;
        }
        // Each step copies twice as much as is there of the pattern.
        for (var have = distance; length > 0; have += have)
        {
            var step = Math.Min(have, length);
            target.Slice(from, step).CopyTo(target[written..]);
            written += step;
            length -= step;
        }
    }

    private static int Length(ReadOnlySpan<byte> source, ref int at)
    {
        var length = 0L;
        for (var shift = 0; shift < 35; shift += 7)
        {
            if (at >= source.Length) throw Damaged();
            var next = source[at++];
            length |= (long)(next & 0x7f) << shift;
            if (next < 0x80) return length <= int.MaxValue ? (int)length : throw Damaged();
        }
        throw Damaged();
    }

    private static int LiteralLength(byte tag, ReadOnlySpan<byte> source, ref int at)
    {
        var length = tag >> 2;
        if (length < 60) return length + 1;
        var bytes = length - 59;
        if (bytes > source.Length - at) throw Damaged();
        var value = 0u;
        for (var i = 0; i < bytes; i++) value |= (uint)source[at++] << (8 * i);
        return value < int.MaxValue ? (int)value + 1 : throw Damaged();
    }

    private static (int Length, int Distance) Copy(byte tag, ReadOnlySpan<byte> source, ref int at)
    {
        var bytes = (tag & 3) == 3 ? 4 : tag & 3;
        if (bytes > source.Length - at) throw Damaged();
        var offset = source[at..];
        at += bytes;
        switch (bytes)
        {
            case 1: return (((tag >> 2) & 7) + 4, ((tag >> 5) << 8) | offset[0]);
            case 2: return ((tag >> 2) + 1, BinaryPrimitives.ReadUInt16LittleEndian(offset));
            default:
                var distance = BinaryPrimitives.ReadUInt32LittleEndian(offset);
                return distance <= int.MaxValue ? ((tag >> 2) + 1, (int)distance) : throw Damaged();
        }
    }

    private static ParquetException Damaged() => ParquetException.Damaged("its Snappy data is damaged");
}
