using System.Buffers.Binary;

namespace Accounting.LogReading.Parquet.Codecs;

/// <summary>
/// Decodes LZ4's block form (lz4_Block_format.md), alone or in the frames that Hadoop puts around it. Every length and distance is checked.
/// </summary>
internal static class Lz4
{
    private const int MatchBytesMin = 4;

    /// <summary>One block that fills <paramref name="target"/> exactly.</summary>
    /// <exception cref="ParquetException">The data is damaged or of another length.</exception>
    public static void DecodeBlock(ReadOnlySpan<byte> source, Span<byte> target)
    {
        int at = 0, written = 0;
        while (at < source.Length)
        {
            var token = source[at++];
            var literals = Length(token >> 4, source, ref at);
            if (literals > source.Length - at || literals > target.Length - written) throw Damaged();
            if (literals > 0) source.Slice(at, literals).CopyTo(target[written..]);
            at += literals;
            written += literals;
            if (at == source.Length) break;
            if (source.Length - at < 2) throw Damaged();
            var distance = BinaryPrimitives.ReadUInt16LittleEndian(source[at..]);
            at += 2;
            var length = Length(token & 15, source, ref at);
            if (length > target.Length - written - MatchBytesMin) throw Damaged();
            Snappy.CopyWithin(target, written, distance, length + MatchBytesMin);
            written += length + MatchBytesMin;
        }
        if (written != target.Length) throw Damaged();
    }

    /// <summary>The codec LZ4 of old: Hadoop's frames (decoded and stored length of each block, big-endian), else one block.</summary>
    public static void DecodeOld(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (!IsHadoop(source, target.Length))
        {
            DecodeBlock(source, target);
            return;
        }
        while (!source.IsEmpty)
        {
            var decoded = BinaryPrimitives.ReadInt32BigEndian(source);
            var stored = BinaryPrimitives.ReadInt32BigEndian(source[4..]);
            DecodeBlock(source.Slice(8, stored), target[..decoded]);
            source = source[(8 + stored)..];
            target = target[decoded..];
        }
    }

    // Whether the lengths of the frames add up to the lengths of the whole.
    private static bool IsHadoop(ReadOnlySpan<byte> source, long left)
    {
        while (source.Length >= 8)
        {
            var decoded = BinaryPrimitives.ReadInt32BigEndian(source);
            var stored = BinaryPrimitives.ReadInt32BigEndian(source[4..]);
            if (decoded < 0 || stored < 0 || stored > source.Length - 8 || decoded > left) return false;
            source = source[(8 + stored)..];
            left -= decoded;
        }
        return source.IsEmpty && left == 0;
    }

    private static int Length(int length, ReadOnlySpan<byte> source, ref int at)
    {
        if (length < 15) return length;
        while (true)
        {
            if (at >= source.Length || length > int.MaxValue - 255) throw Damaged();
            var more = source[at++];
            length += more;
            if (more < 255) return length;
        }
    }

    private static ParquetException Damaged() => ParquetException.Damaged("its LZ4 data is damaged");
}
